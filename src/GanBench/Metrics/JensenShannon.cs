using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Jensen-Shannon divergence between the generated mode shares and the true ones, in nats.</summary>
/// <remarks>
/// ½ KL(q ‖ m) + ½ KL(w ‖ m) with m = (q + w) / 2, q the shares of the high-quality samples and w the true weights: Lin, "Divergence
/// measures based on the Shannon entropy", IEEE Transactions on Information Theory 37, 1991; PacGAN logs it too. Unlike the reverse KL it
/// counts missing modes by their weight and is never infinite. Blind to quality. A perfect sampler scores about (K - 1) / (8 n) at n
/// high-quality samples: 0.00035 on the ring and 0.0012 on the grid at 2,500 samples.
/// </remarks>
public static class JensenShannon
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("jensen-shannon", Version: 1, "nats", Direction.LowerIsBetter)
    {
        Summary = "Jensen-Shannon divergence between the mode shares of the high-quality samples and the true ones.",
        Source = new Citation("Divergence Measures Based on the Shannon Entropy", "Lin", 1991),
        Maximum = 0.69314718055994531,
        Compute = input => Of(input.Counts, input.Reference.Dataset.ModeWeights),
    };

    /// <summary>Adds the terms in the order of the modes.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>Nats in [0, ln 2]; lower is better. NaN when no sample is of high quality.</returns>
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
            var (q, w) = ((double)counts.HighQuality[mode] / total, modeWeights[mode]);
            nats += HalfTerm(q, w) + HalfTerm(w, q);
        }

        return Math.Clamp(nats, 0, LogTwo);   // Rounding may lead beyond either end.
    }

    private const double LogTwo = 0.69314718055994531;

    private static double HalfTerm(double share, double other) =>
        share > 0 ? share / 2 * Elementary.Log(2 * share / (share + other)) : 0;
}
