using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Records;

/// <summary>Everything that is kept of one run; one JSON file.</summary>
/// <param name="Schema">Version of this layout, <see cref="CurrentSchema"/>.</param>
/// <param name="Id">The run's <see cref="PlannedRun.Id"/>, also the file's name.</param>
/// <param name="Run">What was run.</param>
/// <param name="Result">What came out: the same bytes on every machine.</param>
/// <param name="Digests">Digests of the result.</param>
/// <param name="Cost">What it took: differs from machine to machine.</param>
/// <param name="Host">Where it ran.</param>
public sealed record RunRecord(
    int Schema, string Id, PlannedRun Run, RunResult Result, RecordDigests Digests, RunCost? Cost, HostFacts Host)
{
    /// <summary>The layout that this version reads and writes.</summary>
    public const int CurrentSchema = 3;

    /// <summary>The record of a run, with its id and digests filled in.</summary>
    /// <param name="run">What was run.</param>
    /// <param name="result">What came out.</param>
    /// <param name="cost">What it took; null when it did not start.</param>
    /// <param name="host">Where it ran.</param>
    public static RunRecord Of(PlannedRun run, RunResult result, RunCost? cost, HostFacts host) =>
        new(CurrentSchema, run.Id(), run, result, result.Digests(), cost, host);

    /// <summary>What cannot be true of what no digest covers; null when nothing is seen to be wrong.</summary>
    public string? Nonsense => Cost?.Nonsense ?? Host.Nonsense;
}
