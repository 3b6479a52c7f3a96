using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>How densely the generated samples populate the neighbourhoods of the real ones.</summary>
/// <remarks>
/// Naeem et al., arXiv:2002.09797. A perfect sampler scores 1 on average, exactly so for any distribution without ties, at any N, M and k.
/// More than 1 means that the generated samples crowd where the real ones are dense: the sign of collapse to the middle of the modes, not
/// of quality.
/// </remarks>
public static class Density
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("density", Version: 1, "ratio", Direction.TargetIsBest)
    {
        Summary = "Neighbourhoods of real samples that a sample lies in, over those it should: 1 when perfect.",
        Source = Papers.DensityCoverage,
        IsBlindToCollapse = true,
        Compute = input => Of(input.NeighbourCounts),
    };

    /// <summary>Mean number of real balls that a generated sample lies in, divided by k.</summary>
    /// <param name="counts">Who lies in whose neighbourhood.</param>
    /// <returns>A number in [0, M / k]; higher is better up to 1. NaN without generated samples or with at most k real ones.</returns>
    public static double Of(NeighbourCounts counts) =>
        counts.RealSideIsUndefined ? double.NaN : counts.Memberships / ((double)counts.Neighbours * counts.GeneratedCount);
}
