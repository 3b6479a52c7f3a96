using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Spread of the high-quality samples within their modes, over the true one.</summary>
/// <remarks>
/// GanBench's own: √(V / (τ σ²)). V pools the modes: squared distances of the high-quality samples from the mean of their mode's, added
/// over all modes and divided by d times the sum of (n_k - 1), so it has no bias and every sample counts the same; a mode with fewer than
/// two adds nothing to either. From the samples' own mean, not from the centre, or a point beside the centre would look spread out. τ is
/// what the bound of three standard deviations leaves of the variance, 0.94945 in two dimensions, so a perfect sampler scores 1.
/// 0 when each mode is a point, below 1 when modes are too narrow (which the high-quality share rewards), above 1 when too wide; noise
/// that fills the bounds evenly scores √(9/4 / 0.94945) = 1.539. It cannot see missing modes, and modes of different
/// spread average out.
/// </remarks>
public static class SigmaRatio
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("sigma-ratio", Version: 1, "ratio", Direction.TargetIsBest)
    {
        Summary = "Spread of the high-quality samples within their modes over the true one: 0 for points, 1 for a perfect sampler.",
        AppliesTo = Metric.OnPoints,
        Compute = input => Of(
            input.Generated,
            input.Recognised.Modes.Span,
            input.Recognised.HighQuality.Span,
            input.Reference.Dataset.ModeWeights.Length,
            input.Reference.Dataset.Modes!.Sigma),
    };

    /// <summary>The ratio.</summary>
    /// <param name="generated">Generated points, shape [N, d]; duplicates count each time.</param>
    /// <param name="modes">Nearest mode of each sample, in [0, K) where it is of high quality, shape [N].</param>
    /// <param name="highQuality">Whether a sample lies within the bound; a sample that is not finite never does. Shape [N].</param>
    /// <param name="modeCount">K.</param>
    /// <param name="sigma">True standard deviation per axis, in data units; positive.</param>
    /// <returns>
    /// A ratio in [0, √(18 / (d τ))], 3.08 in two dimensions; best near 1. NaN when no mode has two high-quality samples.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Of(Samples generated, ReadOnlySpan<int> modes, ReadOnlySpan<bool> highQuality, int modeCount, double sigma)
    {
        if (modes.Length != generated.Count || highQuality.Length != generated.Count)
            throw new ArgumentException(
                $"{generated.Count} samples but {modes.Length} modes and {highQuality.Length} qualities.", nameof(modes));

        var dimension = generated.Dimension;
        var (counts, means) = (new int[modeCount], new double[modeCount * dimension]);
        for (var i = 0; i < modes.Length; i++)
        {
            if (!highQuality[i])
                continue;
            counts[modes[i]]++;
            for (var axis = 0; axis < dimension; axis++)
                means[(modes[i] * dimension) + axis] += generated[i][axis];
        }

        for (var place = 0; place < means.Length; place++)
            means[place] /= counts[place / dimension];

        var squares = 0.0;
        for (var i = 0; i < modes.Length; i++)
        {
            if (!highQuality[i])
                continue;
            for (var axis = 0; axis < dimension; axis++)
            {
                var deviation = generated[i][axis] - means[(modes[i] * dimension) + axis];
                squares += deviation * deviation;
            }
        }

        var free = counts.Sum(count => Math.Max(count - 1, 0));
        return free == 0 ? double.NaN : Math.Sqrt(squares / ((double)dimension * free * ThreeSigma.Variance(dimension))) / sigma;
    }
}
