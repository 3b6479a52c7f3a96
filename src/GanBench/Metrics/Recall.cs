using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Share of the real samples that lie among the generated ones.</summary>
/// <remarks>
/// Kynkäänniemi et al., arXiv:1904.06991: a real sample counts when it lies in the ball of at least one generated sample. Samples thrown
/// far and wide have large balls, so uniform noise can score well; coverage, which takes the balls of the real samples instead, does not
/// fall for that.
/// </remarks>
public static class Recall
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("recall", Version: 1, "share", Direction.HigherIsBetter)
    {
        Summary = "Share of real samples that lie in the neighbourhood of a generated one.",
        Source = Papers.PrecisionRecall,
        Maximum = 1,
        Compute = input => Of(input.NeighbourCounts),
    };

    /// <summary>Divides the real samples that lie in a generated ball by all of them.</summary>
    /// <param name="counts">Who lies in whose neighbourhood.</param>
    /// <returns>A share in [0, 1]; higher is better. NaN without real samples or with at most k generated ones.</returns>
    public static double Of(NeighbourCounts counts) =>
        counts.GeneratedSideIsUndefined ? double.NaN : (double)counts.RealInside / counts.RealCount;
}
