using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Workers;

/// <summary>
/// What becomes of an assignment when its worker answers, breaks or dies: a record, a second try, or nothing when the run is stopped.
/// </summary>
/// <param name="pool">The workers.</param>
/// <param name="work">What is left to do.</param>
/// <param name="cells">The cells on disk.</param>
/// <param name="observer">Told what happens.</param>
/// <param name="tell">How often other processes are told how far a cell is.</param>
/// <param name="time">Measures durations.</param>
internal sealed class ReplyHandler(
    WorkerPool pool, SharedWorkload work, CellFolder cells, IRunObserver observer, TimeSpan tell, TimeProvider time)
{
    private readonly Retries retries = new();

    /// <summary>
    /// Whether the run is being stopped: then a cell that comes to nothing leaves no record, because it most likely broke or died of that,
    /// and nothing is tried again.
    /// </summary>
    public bool IsStopping { get; set; }

    /// <summary>A worker said something.</summary>
    /// <exception cref="IOException">A record could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because the folder may not be written.</exception>
    public void Handle(WorkerSlot slot, WorkerReply reply)
    {
        switch (reply, slot.Assignment)
        {
            case (WorkerReply.Notice notice, _):
                observer.Notice(notice.Sentence);
                break;
            case (WorkerReply.StepsDone steps, Assignment.Train train):
                observer.StepsDone(slot.Number, steps.GeneratorSteps);
                TellOthers(slot, train.Run, steps.GeneratorSteps);
                break;
            case (WorkerReply.Prepared, Assignment.Prepare prepare):
                work.MarkReady(prepare.Dataset);
                Free(slot);
                break;
            case (WorkerReply.Trained trained, Assignment.Train train):
                FinishAndFree(slot, train.Run, trained.Result, trained.Cost);
                break;
            case (WorkerReply.Unavailable unavailable, _):
                Lose(slot, new RunOutcome.Skipped(unavailable.Reason), unavailable.Reason);
                break;
            case (WorkerReply.Broken { OutOfMemory: false } broken, _):
                Lose(slot, new RunOutcome.Failed(broken.Error), broken.Trace);
                break;
            case (WorkerReply.Broken broken, _):
                Retry(slot, broken.Error);
                break;
            default:
                Retry(slot, "The worker process answered what it was not asked.");
                break;
        }
    }

    /// <summary>A slot's worker is of no more use; what it was at is tried once more by another one.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="reason">Why, a sentence.</param>
    /// <exception cref="IOException">It was the second try, and its record could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because the folder may not be written.</exception>
    public void Retry(WorkerSlot slot, string reason)
    {
        pool.Kill(slot);
        if (slot.Assignment is not { } assignment)
            return;   // it ended between two assignments, and is replaced when there is another one
        if (IsStopping)
        {
            Free(slot);
        }
        else if (retries.GiveUp(assignment, reason) is { } reasons)
        {
            Lose(slot, new RunOutcome.Failed(reasons, Lost: true), reasons);
        }
        else
        {
            observer.Notice(Retries.Announce(assignment, reason));
            work.PutBack(assignment);
            Free(slot);
        }
    }

    /// <summary>An assignment came to nothing: its cell, or all cells of the dataset that was to be prepared.</summary>
    private void Lose(WorkerSlot slot, RunOutcome outcome, string explanation)
    {
        switch (slot.Assignment)
        {
            case not null when IsStopping:
                Free(slot);
                break;
            case Assignment.Train train:
                observer.Notice($"{train.Name}: {explanation}");
                FinishAndFree(slot, train.Run, RunResult.Without(outcome), cost: null);
                break;
            case Assignment.Prepare prepare:
                observer.Notice($"{prepare.Name} cannot be prepared: {explanation}");
                foreach (var run in work.Remove(prepare.Dataset))
                    Finish(run, RunResult.Without(outcome), cost: null, elapsed: TimeSpan.Zero);
                Free(slot);
                break;
        }
    }

    /// <summary>
    /// Records a cell and frees its slot, even if it cannot be recorded: nobody waits then for a worker that has answered.
    /// </summary>
    private void FinishAndFree(WorkerSlot slot, PlannedRun run, RunResult result, RunCost? cost)
    {
        try
        {
            Finish(run, result, cost, time.GetElapsedTime(slot.Started));
        }
        finally
        {
            Free(slot);
        }
    }

    private void Finish(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed)
    {
        cells.Record(run, result, cost);
        observer.Finished(run, result, cost, elapsed);
    }

    private void Free(WorkerSlot slot)
    {
        slot.Free();
        observer.Idle(slot.Number);
    }

    private void TellOthers(WorkerSlot slot, PlannedRun run, int generatorSteps)
    {
        if (generatorSteps == 0 || (slot.LastTold is { } last && time.GetElapsedTime(last) < tell))
            return;
        slot.LastTold = time.GetTimestamp();
        cells.Tell(run, generatorSteps);
    }
}
