using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Number of modes that hold at least a quarter of the high-quality samples that they should.</summary>
/// <remarks>
/// GanBench's own: uniform noise and a generator that draws the whole circle score 0, a perfect one K. The share is taken of all N
/// samples, so low quality lowers it. With few samples per mode (N · weight below about 10) chance alone decides.
/// </remarks>
public static class ModesAtShare
{
    /// <summary>Its name: tables, figures and comparisons start from this metric.</summary>
    public const string Name = "modes-at-share";

    private const double Share = 0.25;

    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new(Name, Version: 1, "modes", Direction.HigherIsBetter)
    {
        Summary = "Modes that hold at least a quarter of the high-quality samples that they should.",
        Compute = input => Of(input.Counts, input.Reference.Dataset.ModeWeights),
    };

    /// <summary>Counts the modes whose high-quality samples are at least 0.25 · N · weight, and at least one.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>A count in [0, K]; higher is better. 0 without samples.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static int Of(ModeCounts counts, ImmutableArray<double> modeWeights) =>
        Captured(counts, modeWeights).Count(captured => captured);

    /// <summary>Which modes are counted.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>One answer a mode, shape [K].</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static ImmutableArray<bool> Captured(ModeCounts counts, ImmutableArray<double> modeWeights)
    {
        if (counts.HighQuality.Length != modeWeights.Length)
            throw new ArgumentException(
                $"{counts.HighQuality.Length} mode counts but {modeWeights.Length} mode weights.", nameof(modeWeights));

        return [.. counts.HighQuality.Zip(modeWeights, (count, weight) => count > 0 && count >= Share * counts.SampleCount * weight)];
    }
}
