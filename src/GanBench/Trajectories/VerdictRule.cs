using System.Collections.Immutable;

namespace GanBench.Trajectories;

/// <summary>The rule behind <see cref="RunVerdict"/>.</summary>
public static class VerdictRule
{
    /// <summary>From this <see cref="ModeHopping"/> on a run hops.</summary>
    public const double HoppingFrom = 0.5;

    /// <summary>The rule in one sentence, for reports.</summary>
    public const string Summary =
        "seeds by what became of them, a mode counting as captured from a quarter of its fair share on: " +
        "diverged when a number stopped being finite; else complete when the last checkpoint holds all modes; " +
        "hopping when on average at least half of the captured modes are exchanged for others from checkpoint to checkpoint; " +
        "none when the last checkpoint holds none; else partial";

    /// <summary>
    /// The first that holds: diverged; complete, at the last checkpoint; hopping, at least <see cref="HoppingFrom"/>; none, at the last
    /// checkpoint; partial.
    /// </summary>
    /// <remarks>
    /// With one or two checkpoints mode hopping is undefined, so a run that short never hops. Without a checkpoint nothing is captured.
    /// </remarks>
    /// <param name="checkpoints">By generator step.</param>
    /// <param name="diverged">Whether a number stopped being finite.</param>
    public static RunVerdict Of(ImmutableArray<CapturedModes> checkpoints, bool diverged)
    {
        if (diverged)
            return RunVerdict.Diverged;
        if (checkpoints is [.., { IsComplete: true }])
            return RunVerdict.Complete;
        if (ModeHopping.Of(checkpoints) >= HoppingFrom)
            return RunVerdict.Hopping;
        return checkpoints is [.., { Count: > 0 }] ? RunVerdict.Partial : RunVerdict.None;
    }

    /// <summary>
    /// A verdict as tables and files write it: <c>complete</c>, <c>partial</c>, <c>hopping</c>, <c>none</c>, <c>diverged</c>.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    public static string NameOf(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Complete => "complete",
        RunVerdict.Partial => "partial",
        RunVerdict.Hopping => "hopping",
        RunVerdict.None => "none",
        _ => "diverged",
    };
}
