using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using GanBench.Cli.Hosting;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Judges;

namespace GanBench.Cli.Workers;

/// <summary>The worker's side: does one request after another, on one thread, until its standard input ends.</summary>
internal sealed class Worker
{
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromMilliseconds(500);

    private readonly IEngine engine;
    private readonly Catalogue catalogue;
    private readonly Action<WorkerReply> tell;
    private readonly TimeProvider time;
    private readonly CancellationToken stop;
    private OpenedDataset? opened;

    private Worker(IEngine engine, Action<WorkerReply> tell, TimeProvider time, CancellationToken stop)
    {
        (this.engine, this.tell, this.time, this.stop) = (engine, tell, time, stop);
        catalogue = KnownCatalogue.Of(engine);
    }

    /// <summary>Serves requests until there are no more.</summary>
    /// <param name="engine">What trains.</param>
    /// <param name="time">Says when a checkpoint is due.</param>
    /// <returns>The exit code.</returns>
    public static int Serve(IEngine engine, TimeProvider time)
    {
        // Signals reach the whole process group, and a cluster's every process of a job; the supervisor decides what they mean, and ends
        // its workers by closing their input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var replies = new StreamWriter(Console.OpenStandardOutput(), JsonLines.Encoding) { AutoFlush = true, NewLine = "\n" };
        Console.SetOut(Console.Error);   // whatever prints by mistake must not end up among the replies
        using var stop = new CancellationTokenSource();
        using var requests = new BlockingCollection<WorkerRequest>();
        new Thread(() => Listen(requests, stop)) { IsBackground = true, Name = "requests" }.Start();
        var worker = new Worker(engine, reply => replies.WriteLine(JsonLines.Write(reply)), time, stop.Token);
        foreach (var request in requests.GetConsumingEnumerable())
            worker.tell(worker.Answer(request));

        return ExitCode.Fine;
    }

    /// <summary>Ends the process with its input, even in the middle of a cell: the supervisor is gone, or wants it so.</summary>
    private static void Listen(BlockingCollection<WorkerRequest> requests, CancellationTokenSource stop)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), JsonLines.Encoding);
        while (input.ReadLine() is { } line)
        {
            switch (JsonLines.TryRead<WorkerRequest>(line))
            {
                case WorkerRequest.Stop:
                    stop.Cancel();
                    break;
                case { } request:
                    requests.Add(request);
                    break;
                default:
                    Console.Error.WriteLine(
                        "This is no request. \"ganbench worker\" is started by \"ganbench run\" and is of no use by itself.");
                    Environment.Exit(ExitCode.UserMistake);
                    break;
            }
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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new WorkerReply.Stopped();
        }
        catch (OutOfMemoryException error)
        {
            return new WorkerReply.Broken(
                $"The worker process ran out of memory: it may have {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB. " +
                $"A smaller evaluation.samples needs less; a smaller --jobs leaves more for each worker.",
                error.ToString(),
                OutOfMemory: true);
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
        if (catalogue.IsControl(request.Run.Technique))
        {
            var measuring = CostMeter.Start();
            var measured = ControlRun.Measure(request.Run, dataset);
            return new WorkerReply.Trained(measured.Result, measuring.CostOf(measured, 0, SpentCost.Nothing));
        }

        var interval = TimeSpan.FromSeconds(request.CheckpointSeconds);
        var checkpoint = new CellCheckpoint(request.Checkpoint, interval, time, sentence => tell(new WorkerReply.Notice(sentence)));
        var from = checkpoint.Read(request.Run.Id());
        try
        {
            return Train(request.Run, dataset, checkpoint, from);
        }
        catch (ForeignStateException error) when (from is not null)
        {
            checkpoint.SetAside(error.Message);
            return Train(request.Run, dataset, checkpoint, from: null);
        }
    }

    private WorkerReply.Trained Train(PlannedRun run, OpenedDataset dataset, CellCheckpoint checkpoint, TrainingState? from)
    {
        var meter = CostMeter.Start();
        var earlier = from?.Spent ?? SpentCost.Nothing;
        tell(new WorkerReply.StepsDone((int)(from?.Game.GeneratorSteps ?? 0)));
        var checkpointing = new Checkpointing(
            from, checkpoint.IsDue, state => checkpoint.Write(state with { Spent = meter.AddTo(state.Spent, earlier) }));
        var trained = Trainer.Train(engine, [run], dataset, SignsOfLife(), stop, checkpointing)[0];
        var generatorSteps = trained.Result.Outcome is RunOutcome.Diverged diverged ? diverged.GeneratorStep : run.GeneratorSteps;
        return new WorkerReply.Trained(trained.Result, meter.CostOf(trained, generatorSteps, earlier));
    }

    /// <summary>Tells the steps done, but not more often than anybody can read.</summary>
    private Report<int> SignsOfLife()
    {
        var last = time.GetTimestamp();
        return new Report<int>(done =>
        {
            if (time.GetElapsedTime(last) < BetweenSigns)
                return;
            last = time.GetTimestamp();
            tell(new WorkerReply.StepsDone(done));
        });
    }

    /// <summary>The dataset, from the cell before when it was the same.</summary>
    private OpenedDataset Open(Choice dataset, DataLocations locations)
    {
        if (opened is null || !opened.Is(dataset))
        {
            var notices = new Report<string>(sentence => tell(new WorkerReply.Notice(sentence)));
            opened = OpenedDataset.Open(dataset, locations, KnownJudges.Recogniser, notices, CancellationToken.None);
        }

        return opened;
    }

    /// <summary>Reports at once and in order; <see cref="Progress{T}"/> would go through other threads.</summary>
    private sealed class Report<T>(Action<T> tell) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => tell(value);
    }
}
