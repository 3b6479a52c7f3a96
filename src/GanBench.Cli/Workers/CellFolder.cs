using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Workers;

/// <summary>The cells of an experiment on disk, shared with other runs: who may run a cell, what came of it, and its checkpoint.</summary>
/// <remarks>Whatever is written about a cell is written by the run that holds its claim, so two runs never disturb each other.</remarks>
internal sealed class CellFolder : IDisposable
{
    private readonly CellClaims claims;
    private readonly HostFacts host;
    private readonly TimeProvider time;
    private readonly Dictionary<string, CellClaim> held = new(StringComparer.Ordinal);

    /// <param name="store">The records.</param>
    /// <param name="plan">The cells that matter here.</param>
    /// <param name="host">Where this run runs.</param>
    /// <param name="time">Clock.</param>
    public CellFolder(RecordStore store, ImmutableArray<PlannedRun> plan, HostFacts host, TimeProvider time)
    {
        (Store, this.host, this.time) = (store, host, time);
        claims = new CellClaims(store.Folder);
        Records = store.Load(plan);
    }

    /// <summary>Where the cells are.</summary>
    public RecordStore Store { get; }

    /// <summary>What is known of the plan: what was there at first, and what came since.</summary>
    public RecordSet Records { get; private set; }

    /// <summary>How many cells this run has run itself; those that could not start are not among them.</summary>
    public int Tried { get; private set; }

    /// <summary>How many cells another run has done since this one began.</summary>
    public int DoneElsewhere { get; private set; }

    /// <summary>Whether claims work where the cells are.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public bool KeepsClaims => claims.AreKept();

    /// <summary>Takes a cell to run it. A cell that is taken already by this run stays so.</summary>
    /// <param name="run">The cell.</param>
    /// <param name="notice">Told about a file that had to be moved out of the way.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public ClaimResult Take(PlannedRun run, Action<string> notice)
    {
        var id = run.Id();
        if (held.ContainsKey(id))
            return new ClaimResult.Mine();
        if (claims.TryTake(id, new Claimant(Environment.MachineName, Environment.ProcessId, time.GetUtcNow())) is not { } claim)
            return new ClaimResult.InHand(claims.Facts(id));

        // Only who holds the claim may judge what is there: without it another run could replace a damaged file while it is looked at.
        switch (Store.Read(id))
        {
            case RecordReading.Valid { Record: var record } when record.Result.Outcome.IsFinal || !IsKnown(record):
                Records = Records.With(record);
                DoneElsewhere++;
                LetGo(claim, record);
                return new ClaimResult.Done(record);
            case RecordReading.Damaged damaged:
                notice(
                    $"{Store.FileOf(id)} cannot be trusted: {damaged.Reason}. It is now {Path.GetFileName(Store.SetAside(id))}, " +
                    "and its cell is run again.");
                Records = Records with { Damaged = Records.Damaged.Remove(id) };
                break;
        }

        held.Add(id, claim);
        return new ClaimResult.Mine();
    }

    /// <summary>Tells other processes how far a cell is that this run holds.</summary>
    public void Tell(PlannedRun run, int generatorSteps) => held[run.Id()].Tell(generatorSteps);

    /// <summary>
    /// Keeps what came of a cell, and lets go of it if it was taken; a checkpoint is of no more use once the cell is done.
    /// </summary>
    /// <exception cref="IOException">The record cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Record(PlannedRun run, RunResult result, RunCost? cost)
    {
        var record = RunRecord.Of(run, result, cost, host);
        Store.Write(record);
        Records = Records.With(record);
        if (result.Outcome is not RunOutcome.Skipped)
            Tried++;
        if (held.Remove(record.Id, out var claim))
            LetGo(claim, record);
    }

    /// <summary>How many cells of a plan are begun and wait to be continued.</summary>
    public int CountBegun(ImmutableArray<PlannedRun> plan) => Directory.Exists(CheckpointFolder)
        ? plan.Count(run => !Records.IsDone(run) && File.Exists(Store.CheckpointOf(run.Id())))
        : 0;

    /// <summary>Lets go of everything, and removes what killed processes left half-written and the folders that are empty then.</summary>
    public void Dispose()
    {
        foreach (var claim in held.Values)
            claim.Dispose();
        held.Clear();
        foreach (var folder in (ReadOnlySpan<string>)[Store.Folder, claims.Folder, CheckpointFolder])
        {
            Try(() => RemoveHalfWritten(folder));
            WholeFile.RemoveAbandoned(folder, time.GetUtcNow());
        }

        foreach (var folder in (ReadOnlySpan<string>)[claims.Folder, CheckpointFolder])
            Try(() => Directory.Delete(folder));
    }

    /// <summary>Removes files that were being written aside when their process was killed: nobody is at their cells now.</summary>
    private void RemoveHalfWritten(string folder)
    {
        foreach (var file in WholeFile.HalfWritten(folder))
        {
            var cell = Path.GetFileNameWithoutExtension(file.Target);
            if (!claims.IsTaken(cell) && Path.GetExtension(file.Target) is ".json" or ".checkpoint")
                Try(() => File.Delete(file.Aside));
        }
    }

    private string CheckpointFolder => Path.GetDirectoryName(Store.CheckpointOf("any"))!;

    /// <summary>Whether this run has seen a record before: then it is no news from another run, and its cell is tried again.</summary>
    private bool IsKnown(RunRecord record) => Records.Records.TryGetValue(record.Id, out var known)
        && known.Digests == record.Digests && known.Cost == record.Cost && known.Host == record.Host;

    private void LetGo(CellClaim claim, RunRecord record)
    {
        if (!record.Result.Outcome.IsFinal)
        {
            claim.Dispose();
            return;
        }

        Try(() => File.Delete(Store.CheckpointOf(record.Id)));
        claim.Finish();
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
        }
    }
}
