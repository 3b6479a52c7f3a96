using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Workers;

/// <summary>The work of a run in a folder where others may work too: hands out only what this run holds the claim of.</summary>
/// <param name="work">What is still to be handed out.</param>
/// <param name="cells">The cells on disk, with their claims.</param>
/// <param name="observer">Told what others have done or are at.</param>
/// <param name="patience">How often this run looks what became of cells that another one has in hand.</param>
/// <param name="time">Measures durations.</param>
internal sealed class SharedWorkload(Workload work, CellFolder cells, IRunObserver observer, TimeSpan patience, TimeProvider time)
{
    private long lastAsked = time.GetTimestamp();
    private bool saidThatOthersWorkHere;
    private bool saidThatItWaits;

    /// <summary>Takes the next piece of work, or null when there is none, or none until a dataset is prepared.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public Assignment? Take()
    {
        while (work.Take() is { } assignment)
        {
            if (assignment is not Assignment.Train { Run: var run } || IsMine(run))
                return assignment;
        }

        return null;
    }

    /// <summary>
    /// Whether nothing is left, also not in the hands of another run; if only that is left, tells once that this run waits.
    /// </summary>
    public bool IsEmpty()
    {
        if (work.Elsewhere.Count == 0)
            return true;
        if (!saidThatItWaits)
        {
            observer.Notice(
                $"Nothing is left to run but {Words.Count(work.Elsewhere.Count, "cell")} that another run has in hand; waiting for it. " +
                "Ctrl-C ends this run, not the other one.");
        }

        saidThatItWaits = true;
        return false;
    }

    /// <summary>Gives a piece of work back, to be handed out before all others.</summary>
    public void PutBack(Assignment assignment) => work.PutBack(assignment);

    /// <summary>A dataset is prepared: its cells may be handed out.</summary>
    public void MarkReady(Choice dataset) => work.MarkReady(dataset);

    /// <summary>A dataset cannot be prepared: takes its cells away, and tells those that this run may record as lost.</summary>
    public IEnumerable<PlannedRun> Remove(Choice dataset) => work.Remove(dataset).Where(IsMine);

    /// <summary>Cells that another run had in hand are handed out again now and then, to see what became of them.</summary>
    /// <param name="now">A timestamp of the clock.</param>
    public void AskAgain(long now)
    {
        if (time.GetElapsedTime(lastAsked, now) < patience)
            return;
        lastAsked = now;
        work.AskAgain();
    }

    /// <summary>Takes a cell if it is still to be run and nobody else is at it.</summary>
    private bool IsMine(PlannedRun run)
    {
        switch (cells.Take(run, observer.Notice))
        {
            case ClaimResult.Done done:
                observer.DoneElsewhere(run, done.Record.Result);
                return false;
            case ClaimResult.InHand inHand:
                work.LeaveElsewhere(run);
                SayOnceThatOthersWorkHere(inHand.By);
                return false;
            default:
                return true;
        }
    }

    private void SayOnceThatOthersWorkHere(Claimant? by)
    {
        if (saidThatOthersWorkHere)
            return;
        saidThatOthersWorkHere = true;
        observer.Notice(
            $"Another run{(by is null ? "" : $" (process {by.Process} on {by.Host})")} works in {cells.Store.Folder} too. " +
            "Each cell is run by one of them; this run does what is free, then waits for the rest.");
    }
}
