using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Share of the samples that are of high quality.</summary>
/// <remarks>
/// Srivastava et al., "VEEGAN", arXiv:1705.07761. On 2-D mixtures a perfect sampler scores 0.98889; a single mode, or modes
/// collapsed to their centres, can score 1, so it says nothing about coverage.
/// </remarks>
public static class HighQualityShare
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("high-quality-share", Version: 1, "share", Direction.TargetIsBest)
    {
        Summary = "Share of samples within three standard deviations of a mode, or recognised with confidence by the judge.",
        Source = Papers.Veegan,
        Maximum = 1,
        Target = ThreeSigma.Share(2),
        IsBlindToCollapse = true,
        Compute = input => Of(input.Counts),
    };

    /// <summary>Divides high-quality samples by all samples.</summary>
    /// <param name="counts">High-quality samples by mode, and N.</param>
    /// <returns>A share in [0, 1]; higher is better. NaN without samples.</returns>
    public static double Of(ModeCounts counts) =>
        counts.SampleCount == 0 ? double.NaN : (double)counts.HighQuality.Sum() / counts.SampleCount;
}
