using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using GanBench.Datasets;
using GanBench.Records;
using GanBench.Training;
using GanBench.Training.Judges;

namespace GanBench.Cli.Workers;

/// <summary>The worker's side: does one request after another, on one thread, until its standard input ends.</summary>
internal static class Worker
{
    /// <summary>Serves requests until there are no more.</summary>
    /// <returns>The exit code.</returns>
    public static int Serve()
    {
        // Ctrl-C reaches the whole process group; the supervisor decides what it means, and ends its workers by closing their input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var replies = new StreamWriter(Console.OpenStandardOutput(), JsonLines.Encoding) { AutoFlush = true, NewLine = "\n" };
        Console.SetOut(Console.Error);   // whatever prints by mistake must not end up among the replies
        using var requests = new BlockingCollection<WorkerRequest>();
        new Thread(() => Listen(requests)) { IsBackground = true, Name = "requests" }.Start();
        foreach (var request in requests.GetConsumingEnumerable())
        {
            var reply = Answer(request, progress => replies.WriteLine(JsonLines.Write(progress)));
            replies.WriteLine(JsonLines.Write(reply));
        }

        return ExitCode.Fine;
    }

    /// <summary>Ends the process with its input, even in the middle of a cell: the supervisor is gone, or wants it so.</summary>
    private static void Listen(BlockingCollection<WorkerRequest> requests)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), JsonLines.Encoding);
        while (input.ReadLine() is { } line)
        {
            if (JsonLines.TryRead<WorkerRequest>(line) is { } request)
            {
                requests.Add(request);
                continue;
            }

            Console.Error.WriteLine("This is no request. \"ganbench worker\" is started by \"ganbench run\" and is of no use by itself.");
            Environment.Exit(ExitCode.UserMistake);
        }

        Environment.Exit(ExitCode.Fine);
    }

    private static WorkerReply Answer(WorkerRequest request, Action<WorkerReply> tell)
    {
        try
        {
            return request switch
            {
                WorkerRequest.Prepare prepare => Prepare(prepare, tell),
                WorkerRequest.Train train => Train(train, tell),
                _ => throw new InvalidOperationException($"Bug in GanBench: no worker knows {request}."),
            };
        }
        catch (DataUnavailableException error)
        {
            return new WorkerReply.Unavailable(error.Message);
        }
#pragma warning disable CA1031 // Whatever breaks a cell becomes its record, and the matrix goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new WorkerReply.Broken($"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}", error.ToString());
        }
    }

    private static WorkerReply.Prepared Prepare(WorkerRequest.Prepare request, Action<WorkerReply> tell)
    {
        var notices = new Report<string>(sentence => tell(new WorkerReply.Notice(sentence)));
        var dataset = KnownDatasets.Create(request.Dataset);
        var data = dataset.Open(request.Locations, notices, CancellationToken.None);
        try
        {
            ModeRecogniser.For(dataset, data, request.Locations, notices);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataUnavailableException(
                $"The judge of {request.Dataset.Name} cannot be kept in {request.Locations.CacheFolder}: {error.Message} " +
                "Make the folder writable, or set GANBENCH_CACHE to one that is.");
        }

        return new WorkerReply.Prepared();
    }

    private static WorkerReply.Trained Train(WorkerRequest.Train request, Action<WorkerReply> tell)
    {
        var meter = CostMeter.Start();
        var steps = new Report<int>(done => tell(new WorkerReply.StepsDone(done)));
        var trained = Trainer.Train([request.Run], request.Locations, steps, CancellationToken.None)[0];
        var generatorSteps = trained.Result.Outcome is RunOutcome.Diverged diverged ? diverged.GeneratorStep : request.Run.GeneratorSteps;
        return new WorkerReply.Trained(trained.Result, meter.Of(trained, generatorSteps));
    }

    /// <summary>Reports at once and in order; <see cref="Progress{T}"/> would go through other threads.</summary>
    private sealed class Report<T>(Action<T> tell) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => tell(value);
    }
}
