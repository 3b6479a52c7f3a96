using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Records;
using GanBench.Training;

namespace GanBench.Cli.Workers;

/// <summary>The worker's side: does one request after another, on one thread, until its standard input ends.</summary>
internal sealed class Worker
{
    private readonly Action<WorkerReply> tell;
    private OpenedDataset? opened;

    private Worker(Action<WorkerReply> tell) => this.tell = tell;

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
        var worker = new Worker(reply => replies.WriteLine(JsonLines.Write(reply)));
        foreach (var request in requests.GetConsumingEnumerable())
            worker.tell(worker.Answer(request));

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

    private WorkerReply Answer(WorkerRequest request)
    {
        try
        {
            return request switch
            {
                WorkerRequest.Prepare prepare => Prepare(prepare),
                WorkerRequest.Train train => Train(train),
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

    private WorkerReply.Prepared Prepare(WorkerRequest.Prepare request)
    {
        Open(request.Dataset, request.Locations);
        return new WorkerReply.Prepared();
    }

    private WorkerReply.Trained Train(WorkerRequest.Train request)
    {
        var dataset = Open(request.Run.Dataset, request.Locations);
        var meter = CostMeter.Start();
        var steps = new Report<int>(done => tell(new WorkerReply.StepsDone(done)));
        var trained = KnownCatalogue.Default.IsControl(request.Run.Technique)
            ? ControlRun.Measure(request.Run, dataset)
            : Trainer.Train([request.Run], dataset, steps, CancellationToken.None)[0];
        var generatorSteps = trained.Result.Outcome is RunOutcome.Diverged diverged ? diverged.GeneratorStep : request.Run.GeneratorSteps;
        return new WorkerReply.Trained(trained.Result, meter.Of(trained, generatorSteps));
    }

    /// <summary>The dataset, from the cell before when it was the same.</summary>
    private OpenedDataset Open(Choice dataset, DataLocations locations) =>
        opened is not null && opened.Is(dataset)
            ? opened
            : opened = OpenedDataset.Open(dataset, locations, new Report<string>(sentence => tell(new WorkerReply.Notice(sentence))), CancellationToken.None);

    /// <summary>Reports at once and in order; <see cref="Progress{T}"/> would go through other threads.</summary>
    private sealed class Report<T>(Action<T> tell) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => tell(value);
    }
}
