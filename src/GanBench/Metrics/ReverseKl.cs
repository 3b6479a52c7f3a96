using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Kullback-Leibler divergence of the generated mode shares from the true weights, in nats.</summary>
/// <remarks>
/// KL(q ‖ w) = Σ q_k ln(q_k / w_k), with q the histogram of the high-quality samples and w the true weights; modes with q = 0 add nothing.
/// Blind to quality: uniform noise scores 0.45 on the ring and 0.43 on the grid. A perfect sampler does not score 0 but about (K - 1) /
/// (2 n) at n high-quality samples: 0.0014 on the ring and 0.0049 on the grid at 2,500 samples.
/// </remarks>
public static class ReverseKl
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("reverse-kl", Version: 1, "nats", Direction.LowerIsBetter)
    {
        Summary = "KL divergence of the mode shares of the high-quality samples from the true mode weights.",
        Source = Papers.PacGan,
        Compute = input => Of(input.Counts, input.Reference.Dataset.ModeWeights),
    };

    /// <summary>Adds the terms in the order of the modes.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>
    /// Nats in [0, ∞), at most ln(1 / smallest weight); lower is better. ∞ when a mode of weight 0 holds samples, NaN when no sample is of
    /// high quality. A rounding error below 0 is returned as 0.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Of(ModeCounts counts, ImmutableArray<double> modeWeights)
    {
        if (counts.HighQuality.Length != modeWeights.Length)
            throw new ArgumentException(
                $"{counts.HighQuality.Length} mode counts but {modeWeights.Length} mode weights.", nameof(modeWeights));

        var total = counts.HighQuality.Sum();
        if (total == 0)
            return double.NaN;

        var nats = 0.0;
        for (var mode = 0; mode < modeWeights.Length; mode++)
        {
            var q = (double)counts.HighQuality[mode] / total;
            if (q > 0)
                nats += q * Elementary.Log(q / modeWeights[mode]);
        }

        return Math.Max(nats, 0);
    }
}
