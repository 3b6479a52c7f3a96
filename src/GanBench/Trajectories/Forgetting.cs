using System.Collections.Immutable;

namespace GanBench.Trajectories;

/// <summary>Modes that a run once captured and does not hold at its end.</summary>
/// <param name="Modes">How many, in [0, K]; lower is better.</param>
/// <param name="Share">The same over the modes that were ever captured, in [0, 1]; NaN when none ever was.</param>
public sealed record Forgetting(int Modes, double Share)
{
    /// <summary>Compares the last checkpoint with all of them.</summary>
    /// <param name="checkpoints">By generator step; without any, nothing was forgotten.</param>
    public static Forgetting Of(ImmutableArray<CapturedModes> checkpoints)
    {
        if (checkpoints.IsEmpty)
            return new Forgetting(0, double.NaN);

        var ever = Enumerable.Range(0, checkpoints[0].Modes.Length).Count(mode => checkpoints.Any(checkpoint => checkpoint.Modes[mode]));
        var forgotten = ever - checkpoints[^1].Count;
        return new Forgetting(forgotten, ever == 0 ? double.NaN : (double)forgotten / ever);
    }
}
