using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Records;

namespace GanBench.Cli.Workers;

/// <summary>Hands cells to worker processes, one at a time each, and survives the death of any of them.</summary>
/// <remarks>Everything happens on the caller's thread of control: workers only put what they say into one queue.</remarks>
/// <param name="program">How a worker is started.</param>
/// <param name="jobs">Most workers at once.</param>
/// <param name="locations">Where workers look for data.</param>
/// <param name="time">Measures how long cells take.</param>
/// <param name="observer">Told what happens.</param>
/// <param name="record">Keeps what came of a cell; cost is null when it did not run to its end.</param>
internal sealed class Supervisor(
    WorkerProgram program, int jobs, DataLocations locations, TimeProvider time, IRunObserver observer, Action<PlannedRun, RunResult, RunCost?> record)
{
    private readonly Channel<Happening> happenings = Channel.CreateUnbounded<Happening>();

    /// <summary>Runs every cell to its end, whatever that is.</summary>
    /// <param name="runs">The cells.</param>
    /// <param name="interrupted">Stops all workers; cells that are not finished leave no record.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task Run(ImmutableArray<PlannedRun> runs, CancellationToken interrupted)
    {
        var work = new Workload(runs);
        var seats = Enumerable.Range(0, Math.Min(jobs, runs.Length)).Select(number => new Seat(number)).ToList();
        try
        {
            while (true)
            {
                foreach (var seat in seats.Where(seat => seat.Assignment is null))
                    HandOut(seat, work);
                if (seats.All(seat => seat.Assignment is null))
                    return;
                var happening = await happenings.Reader.ReadAsync(interrupted);
                if (seats.Find(seat => seat.Worker == happening.Worker) is { } there)
                    Take(happening, there, work);
            }
        }
        finally
        {
            await Task.WhenAll(seats.Select(seat => Task.Run(() => seat.Worker?.Dispose(), CancellationToken.None)));
        }
    }

    private void HandOut(Seat seat, Workload work)
    {
        if (work.Take() is not { } assignment)
            return;

        seat.Worker ??= WorkerProcess.Start(
            program,
            (worker, reply) => happenings.Writer.TryWrite(new Happening(worker, reply, Ended: null)),
            (worker, ended) => happenings.Writer.TryWrite(new Happening(worker, Reply: null, ended)));
        (seat.Assignment, seat.Started) = (assignment, time.GetTimestamp());
        switch (assignment)
        {
            case Assignment.Prepare prepare:
                observer.Preparing(seat.Number, prepare.Dataset);
                seat.Worker.Send(new WorkerRequest.Prepare(prepare.Dataset, locations));
                break;
            case Assignment.Train train:
                observer.Training(seat.Number, train.Run);
                seat.Worker.Send(new WorkerRequest.Train(train.Run, locations));
                break;
        }
    }

    private void Take(Happening happening, Seat seat, Workload work)
    {
        switch (happening.Reply)
        {
            case WorkerReply.Notice notice:
                observer.Notice(notice.Sentence);
                break;
            case WorkerReply.StepsDone steps:
                observer.StepsDone(seat.Number, steps.GeneratorSteps);
                break;
            case WorkerReply.Prepared when seat.Assignment is Assignment.Prepare prepare:
                work.MarkReady(prepare.Dataset);
                Leave(seat);
                break;
            case WorkerReply.Trained trained when seat.Assignment is Assignment.Train train:
                Finish(train.Run, trained.Result, trained.Cost, seat);
                Leave(seat);
                break;
            case WorkerReply.Unavailable unavailable:
                Lose(seat, new RunOutcome.Skipped(unavailable.Reason), unavailable.Reason, work);
                break;
            case WorkerReply.Broken broken:
                Lose(seat, new RunOutcome.Failed(broken.Error), broken.Trace, work);
                break;
            default:
                seat.Worker?.Dispose();
                seat.Worker = null;
                var reason = happening.Ended is { } ended ? $"The worker process {ended}." : "The worker process answered what it was not asked.";
                Lose(seat, new RunOutcome.Failed(reason), reason, work);
                break;
        }
    }

    /// <summary>What a worker was at came to nothing: its cell, or all cells of the dataset that it prepared.</summary>
    private void Lose(Seat seat, RunOutcome outcome, string explanation, Workload work)
    {
        switch (seat.Assignment)
        {
            case Assignment.Train train:
                observer.Notice($"{train.Run.Dataset.Name} {train.Run.Technique.Name} seed {train.Run.Seed.ToString(CultureInfo.InvariantCulture)}: {explanation}");
                Finish(train.Run, RunResult.Without(outcome), cost: null, seat);
                break;
            case Assignment.Prepare prepare:
                observer.Notice($"{prepare.Dataset.Name} cannot be prepared: {explanation}");
                foreach (var run in work.Remove(prepare.Dataset))
                    Finish(run, RunResult.Without(outcome), cost: null, seat);
                break;
        }

        Leave(seat);
    }

    private void Finish(PlannedRun run, RunResult result, RunCost? cost, Seat seat)
    {
        record(run, result, cost);
        observer.Finished(run, result, seat.Assignment is Assignment.Train ? time.GetElapsedTime(seat.Started) : TimeSpan.Zero);
    }

    private void Leave(Seat seat)
    {
        seat.Assignment = null;
        observer.Idle(seat.Number);
    }

    /// <summary>What a worker said; or, with a null reply, how it ended.</summary>
    private sealed record Happening(WorkerProcess Worker, WorkerReply? Reply, string? Ended);

    /// <summary>A place for one worker at a time.</summary>
    private sealed class Seat(int number)
    {
        public int Number => number;

        public WorkerProcess? Worker { get; set; }

        public Assignment? Assignment { get; set; }

        public long Started { get; set; }
    }
}
