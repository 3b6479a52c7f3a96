using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using GanBench.Cli.Screens;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Workers;

/// <summary>Hands cells to worker processes, one at a time each, and survives the death of any of them.</summary>
/// <remarks>
/// Everything happens on the caller's thread of control: workers only put what they say into one queue. A worker that dies, falls silent or
/// runs out of memory costs what it was at one more try, from the cell's last checkpoint; a second time the cell is <c>Failed</c>.
/// </remarks>
/// <param name="program">How a worker is started.</param>
/// <param name="jobs">Most workers at once.</param>
/// <param name="locations">Where workers look for data.</param>
/// <param name="limits">How long to wait for what.</param>
/// <param name="time">Measures durations.</param>
/// <param name="observer">Told what happens.</param>
/// <param name="cells">The cells on disk.</param>
internal sealed class Supervisor(
    WorkerProgram program, int jobs, DataLocations locations, Limits limits, TimeProvider time, IRunObserver observer, CellFolder cells)
{
    private readonly Channel<Happening> happenings = Channel.CreateUnbounded<Happening>();
    private readonly Dictionary<string, string> firstTries = new(StringComparer.Ordinal);
    private readonly List<Task> killed = [];
    private long lastLook;
    private long lastAsked;
    private bool saidThatOthersWorkHere;
    private bool saidThatItWaits;

    /// <summary>Runs every cell to its end, whatever that is.</summary>
    /// <param name="runs">The cells.</param>
    /// <param name="interrupted">Stops all workers after they have kept the state of their cells, which leave no record.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="IOException">A record could not be written; the other workers were stopped as after an interruption.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because the folder may not be written.</exception>
    public async Task Run(ImmutableArray<PlannedRun> runs, CancellationToken interrupted)
    {
        var work = new Workload(runs);
        var seats = Enumerable.Range(0, Math.Min(jobs, runs.Length)).Select(number => new Seat(number)).ToList();
        lastLook = lastAsked = time.GetTimestamp();
        try
        {
            using var looking = time.CreateTimer(_ => happenings.Writer.TryWrite(new Happening.Look()), null, limits.Look, limits.Look);
            while (true)
            {
                foreach (var seat in seats.Where(seat => seat.Assignment is null))
                    HandOut(seat, work);
                if (seats.All(seat => seat.Assignment is null) && IsOver(work))
                    return;
                Take(await happenings.Reader.ReadAsync(interrupted), seats, work);
            }
        }
        catch (OperationCanceledException)
        {
            await Stop(seats);
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, most likely: the other cells keep their state as far as it lets them.
            try
            {
                await Stop(seats);
            }
            catch (Exception again) when (again is IOException or UnauthorizedAccessException)
            {
            }

            throw;
        }
        finally
        {
            await Task.WhenAll(seats.Select(seat => Task.Run(() => seat.Worker?.Dispose(), CancellationToken.None)).Concat(killed));
        }
    }

    private void HandOut(Seat seat, Workload work)
    {
        while (work.Take() is { } assignment)
        {
            if (assignment is Assignment.Train { Run: var run } && !IsMine(run, work))
                continue;
            seat.Worker ??= WorkerProcess.Start(
                program,
                (worker, reply) => happenings.Writer.TryWrite(new Happening.Replied(worker, reply)),
                (worker, ended) => happenings.Writer.TryWrite(new Happening.Ended(worker, ended)));
            Begin(seat, seat.Worker, assignment);
            return;
        }
    }

    /// <summary>Takes a cell if it is still to be run and nobody else is at it.</summary>
    private bool IsMine(PlannedRun run, Workload work)
    {
        switch (cells.Take(run, observer.Notice))
        {
            case Taking.Done done:
                observer.DoneElsewhere(run, done.Record.Result);
                return false;
            case Taking.InHand inHand:
                work.LeaveElsewhere(run);
                SayOnceThatOthersWorkHere(inHand.By);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Whether nothing is left, also not in the hands of another run, for which this one waits.</summary>
    private bool IsOver(Workload work)
    {
        if (work.Elsewhere.Count == 0)
            return true;
        if (!saidThatItWaits)
            observer.Notice($"Nothing is left to run but {Words.Count(work.Elsewhere.Count, "cell")} that another run has in hand; waiting for it. Ctrl-C ends this run, not the other one.");
        saidThatItWaits = true;
        return false;
    }

    private void SayOnceThatOthersWorkHere(Claimant? by)
    {
        if (saidThatOthersWorkHere)
            return;
        saidThatOthersWorkHere = true;
        observer.Notice($"Another run{(by is null ? "" : $" (process {Words.Plain(by.Process)} on {by.Host})")} works in {cells.Store.Folder} too. " +
            "Each cell is run by one of them; this run does what is free, then waits for the rest.");
    }

    private void Begin(Seat seat, WorkerProcess worker, Assignment assignment)
    {
        seat.Assignment = assignment;
        seat.Started = seat.LastSign = time.GetTimestamp();
        seat.LastTold = null;
        switch (assignment)
        {
            case Assignment.Prepare prepare:
                observer.Preparing(seat.Number, prepare.Dataset);
                worker.Send(new WorkerRequest.Prepare(prepare.Dataset, locations));
                break;
            case Assignment.Train train:
                observer.Training(seat.Number, train.Run);
                worker.Send(new WorkerRequest.Train(train.Run, locations, Path.GetFullPath(cells.Store.CheckpointOf(train.Run.Id())), limits.Checkpoint.TotalSeconds));
                break;
        }
    }

    private void Take(Happening happening, List<Seat> seats, Workload work)
    {
        switch (happening)
        {
            case Happening.Look:
                Look(seats, work);
                break;
            case Happening.Replied replied when seats.Find(seat => seat.Worker == replied.Worker) is { } seat:
                Take(replied.Reply, seat, work);
                break;
            case Happening.Ended ended when seats.Find(seat => seat.Worker == ended.Worker) is { } seat:
                TryAgainOrLose(seat, $"The worker process {ended.How}.", work);
                break;
        }
    }

    private void Take(WorkerReply reply, Seat seat, Workload work)
    {
        seat.LastSign = time.GetTimestamp();
        switch (reply)
        {
            case WorkerReply.Notice notice:
                observer.Notice(notice.Sentence);
                break;
            case WorkerReply.StepsDone steps when seat.Assignment is Assignment.Train train:
                observer.StepsDone(seat.Number, steps.GeneratorSteps);
                Tell(seat, train.Run, steps.GeneratorSteps);
                break;
            case WorkerReply.Prepared when seat.Assignment is Assignment.Prepare prepare:
                work.MarkReady(prepare.Dataset);
                Leave(seat);
                break;
            case WorkerReply.Trained trained when seat.Assignment is Assignment.Train train:
                FinishAndLeave(train.Run, trained.Result, trained.Cost, seat);
                break;
            case WorkerReply.Unavailable unavailable:
                Lose(seat, new RunOutcome.Skipped(unavailable.Reason), unavailable.Reason, work);
                break;
            case WorkerReply.Broken { OutOfMemory: true } broken:
                TryAgainOrLose(seat, broken.Error, work);
                break;
            case WorkerReply.Broken broken:
                Lose(seat, new RunOutcome.Failed(broken.Error), broken.Trace, work);
                break;
            default:
                TryAgainOrLose(seat, "The worker process answered what it was not asked.", work);
                break;
        }
    }

    private void Tell(Seat seat, PlannedRun run, int generatorSteps)
    {
        if (generatorSteps == 0 || (seat.LastTold is { } last && time.GetElapsedTime(last) < limits.Tell))
            return;
        seat.LastTold = time.GetTimestamp();
        cells.Tell(run, generatorSteps);
    }

    /// <summary>Looks for silent workers, and after cells that another run has in hand.</summary>
    /// <remarks>One moment counts for all of them: what takes long here must not make workers look silent whose words wait in the queue.</remarks>
    private void Look(List<Seat> seats, Workload work)
    {
        var now = time.GetTimestamp();
        var sinceLast = time.GetElapsedTime(lastLook, now);
        lastLook = now;
        foreach (var seat in seats.Where(seat => seat.Assignment is not null))
        {
            if (sinceLast > limits.Silence / 2)
                seat.LastSign = now;   // this process was asleep itself, most likely together with its workers
            else if (time.GetElapsedTime(seat.LastSign, now) > limits.Silence)
                TryAgainOrLose(seat, $"The worker process gave no sign of life for {Words.Duration(limits.Silence)} and was ended.", work);
        }

        if (time.GetElapsedTime(lastAsked, now) < limits.Elsewhere)
            return;
        lastAsked = now;
        work.AskAgain();
    }

    /// <summary>The worker is of no more use; what it was at is tried once more by another one.</summary>
    private void TryAgainOrLose(Seat seat, string reason, Workload work)
    {
        if (seat.Worker is { } worker)
            killed.Add(worker.Kill());
        seat.Worker = null;
        var (key, name, how) = seat.Assignment switch
        {
            Assignment.Train { Run: var run } => (run.Id(), Name(run), "from its last checkpoint"),
            Assignment.Prepare { Dataset: var dataset } => (dataset.Name, dataset.Name, "from the start"),
            _ => ("", "", ""),
        };
        if (seat.Assignment is not { } assignment)
            return;   // it ended between two cells, and is replaced when there is another one
        if (firstTries.TryAdd(key, reason))
        {
            observer.Notice($"{name}: {reason} It is tried once more, {how}.");
            work.PutBack(assignment);
            Leave(seat);
        }
        else
        {
            var both = firstTries[key] == reason ? $"{reason} It did so twice." : $"{reason} It was the second try; the first one: {firstTries[key]}";
            Lose(seat, new RunOutcome.Failed(both), both, work);
        }
    }

    /// <summary>What a worker was at came to nothing: its cell, or all cells of the dataset that it prepared.</summary>
    private void Lose(Seat seat, RunOutcome outcome, string explanation, Workload work)
    {
        switch (seat.Assignment)
        {
            case Assignment.Train train:
                observer.Notice($"{Name(train.Run)}: {explanation}");
                FinishAndLeave(train.Run, RunResult.Without(outcome), cost: null, seat);
                break;
            case Assignment.Prepare prepare:
                observer.Notice($"{prepare.Dataset.Name} cannot be prepared: {explanation}");
                foreach (var run in work.Remove(prepare.Dataset))
                {
                    if (IsMine(run, work))
                        Finish(run, RunResult.Without(outcome), cost: null, seat);
                }

                Leave(seat);
                break;
        }
    }

    /// <summary>Records a cell and frees its seat, even if it cannot be recorded: nobody waits then for a worker that has answered.</summary>
    private void FinishAndLeave(PlannedRun run, RunResult result, RunCost? cost, Seat seat)
    {
        try
        {
            Finish(run, result, cost, seat);
        }
        finally
        {
            Leave(seat);
        }
    }

    private void Finish(PlannedRun run, RunResult result, RunCost? cost, Seat seat)
    {
        cells.Record(run, result, cost);
        observer.Finished(run, result, cost, seat.Assignment is Assignment.Train ? time.GetElapsedTime(seat.Started) : TimeSpan.Zero);
    }

    /// <summary>Lets every worker keep the state of its cell; one that finishes its cell instead is recorded.</summary>
    /// <exception cref="IOException">A record could not be written; the others had their time all the same.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because the folder may not be written.</exception>
    private async Task Stop(List<Seat> seats)
    {
        ExceptionDispatchInfo? trouble = null;
        var asked = time.GetTimestamp();
        foreach (var seat in seats.Where(seat => seat.Assignment is Assignment.Train))
            seat.Worker!.Send(new WorkerRequest.Stop());
        using var looking = time.CreateTimer(_ => happenings.Writer.TryWrite(new Happening.Look()), null, limits.Look, limits.Look);
        while (seats.Any(seat => seat.Assignment is Assignment.Train) && time.GetElapsedTime(asked) < limits.Stop)
        {
            switch (await happenings.Reader.ReadAsync())
            {
                case Happening.Replied { Reply: WorkerReply.Notice notice }:
                    observer.Notice(notice.Sentence);
                    break;
                case Happening.Replied { Reply: WorkerReply.Trained trained } replied when seats.Find(seat => seat.Worker == replied.Worker) is { Assignment: Assignment.Train train } seat:
                    try
                    {
                        FinishAndLeave(train.Run, trained.Result, trained.Cost, seat);
                    }
                    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                    {
                        trouble ??= ExceptionDispatchInfo.Capture(error);
                    }

                    break;
                case Happening.Replied { Reply: WorkerReply.Stopped or WorkerReply.Broken or WorkerReply.Unavailable } replied when seats.Find(seat => seat.Worker == replied.Worker) is { } seat:
                    Leave(seat);
                    break;
                case Happening.Ended ended when seats.Find(seat => seat.Worker == ended.Worker) is { } seat:
                    Leave(seat);
                    break;
            }
        }

        trouble?.Throw();
    }

    private void Leave(Seat seat)
    {
        seat.Assignment = null;
        observer.Idle(seat.Number);
    }

    private static string Name(PlannedRun run) => $"{run.Dataset.Name} {run.Technique.Name} seed {Words.Plain(run.Seed)}";

    /// <summary>Something that the supervisor acts on.</summary>
    private abstract record Happening
    {
        /// <summary>A worker said something.</summary>
        public sealed record Replied(WorkerProcess Worker, WorkerReply Reply) : Happening;

        /// <summary>A worker is gone.</summary>
        public sealed record Ended(WorkerProcess Worker, string How) : Happening;

        /// <summary>It is time to look around.</summary>
        public sealed record Look : Happening;
    }

    /// <summary>A place for one worker at a time.</summary>
    private sealed class Seat(int number)
    {
        public int Number => number;

        public WorkerProcess? Worker { get; set; }

        public Assignment? Assignment { get; set; }

        /// <summary>When its assignment began.</summary>
        public long Started { get; set; }

        /// <summary>When its worker last said anything.</summary>
        public long LastSign { get; set; }

        /// <summary>When other processes were last told how far its cell is; null when they were not yet.</summary>
        public long? LastTold { get; set; }
    }
}
