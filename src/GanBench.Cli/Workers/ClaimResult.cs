using GanBench.Experiments.Records;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Workers;

/// <summary>What came of trying to take a cell.</summary>
internal abstract record ClaimResult
{
    private ClaimResult() { }

    /// <summary>It is this run's to do.</summary>
    public sealed record Mine : ClaimResult;

    /// <summary>Another run has done it since.</summary>
    public sealed record Done(RunRecord Record) : ClaimResult;

    /// <summary>Another run is at it.</summary>
    /// <param name="By">Who; null when that cannot be read.</param>
    public sealed record InHand(Claimant? By) : ClaimResult;
}
