using System.Collections.Immutable;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Records;

/// <summary>What is on disk for the runs of a plan.</summary>
/// <param name="Records">The valid records by the run's id.</param>
/// <param name="Damaged">What is wrong with the files that cannot be trusted, by the run's id.</param>
public sealed record RecordSet(ImmutableSortedDictionary<string, RunRecord> Records, ImmutableSortedDictionary<string, string> Damaged)
{
    /// <summary>Nothing yet.</summary>
    public static RecordSet Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, RunRecord>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The same with one record more, in place of what there was for its run.</summary>
    /// <param name="record">A record that was just written or read.</param>
    public RecordSet With(RunRecord record) => new(Records.SetItem(record.Id, record), Damaged.Remove(record.Id));

    /// <summary>The same with one damaged file more.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="reason">What is wrong with its file.</param>
    public RecordSet WithDamaged(string id, string reason) => new(Records.Remove(id), Damaged.SetItem(id, reason));

    /// <summary>Whether a run need not be run again: there is a record of it, and it would end the same way.</summary>
    /// <param name="run">A run of the plan.</param>
    public bool IsDone(PlannedRun run) => Records.TryGetValue(run.Id(), out var record) && record.Result.Outcome.IsFinal;

    /// <summary>The runs of a plan that are still to be run, in the plan's order.</summary>
    /// <param name="plan">The plan.</param>
    public ImmutableArray<PlannedRun> ToDo(ImmutableArray<PlannedRun> plan) => [.. plan.Where(run => !IsDone(run))];
}
