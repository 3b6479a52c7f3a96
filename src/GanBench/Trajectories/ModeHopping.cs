using System.Collections.Immutable;

namespace GanBench.Trajectories;

/// <summary>How much the set of captured modes moves from checkpoint to checkpoint instead of growing.</summary>
/// <remarks>
/// For two sets A and B of captured modes, min(|A \ B|, |B \ A|) modes of the one were exchanged for modes of the other. Over the size of
/// the smaller set that is 1 - |A ∩ B| / min(|A|, |B|), one less the overlap coefficient of Szymkiewicz and Simpson: 0 just where one set
/// contains the other, so mere growth and mere loss are no hopping, and 1 where they have nothing in common.
/// The mean runs over all checkpoints behind the first that captured a mode; each is compared with the last one before it that captured
/// any, and counts 0 when it captured none itself. So a generator on its way from mode to mode that is caught between them still hops, and
/// how long it took to the first mode does not matter.
/// GanBench's own. Where a mode's share is near a quarter of the fair one, chance alone decides at each checkpoint whether it is captured,
/// and two such modes look like an exchange.
/// </remarks>
public static class ModeHopping
{
    /// <summary>Adds in the order of the checkpoints.</summary>
    /// <param name="checkpoints">By generator step.</param>
    /// <returns>
    /// In [0, 1]; lower is better. NaN with fewer than two checkpoints behind the first that captured a mode: one change is no habit.
    /// </returns>
    public static double Of(ImmutableArray<CapturedModes> checkpoints)
    {
        var (compared, sum) = (0, 0.0);
        CapturedModes? before = null;
        foreach (var now in checkpoints)
        {
            var holds = now.Count > 0;
            if (before is not null)
            {
                compared++;
                if (holds) sum += 1 - (double)now.Shared(before) / Math.Min(now.Count, before.Count);
            }

            if (holds) before = now;
        }

        return compared < 2 ? double.NaN : sum / compared;
    }
}
