using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Share of the generated samples that lie among the real ones.</summary>
/// <remarks>
/// Kynkäänniemi et al., arXiv:1904.06991: a generated sample counts when it lies in the ball of at least one real sample. It cannot see
/// what is missing, and one real outlier with its large ball lets in much that is not real; density is the sturdier of the two.
/// </remarks>
public static class Precision
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("precision", Version: 1, "share", Direction.HigherIsBetter)
    {
        Summary = "Share of samples that lie in the neighbourhood of a real one.",
        Source = Papers.PrecisionRecall,
        Maximum = 1,
        IsBlindToCollapse = true,
        Compute = input => Of(input.NeighbourCounts),
    };

    /// <summary>Divides the generated samples that lie in a real ball by all of them.</summary>
    /// <param name="counts">Who lies in whose neighbourhood.</param>
    /// <returns>A share in [0, 1]; higher is better. NaN without generated samples or with at most k real ones.</returns>
    public static double Of(NeighbourCounts counts) =>
        counts.RealSideIsUndefined ? double.NaN : (double)counts.GeneratedInside / counts.GeneratedCount;
}
