using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Reverse KL minus what a perfect sampler scores on average at the same number of samples, in nats.</summary>
/// <remarks>
/// The floor is exact given n: of n high-quality samples a mode of weight w gets a binomial number c, and E KL = Σ_k E[(c/n)
/// ln(c / (n w))], about (K - 1) / (2 n). n is what a perfect sampler has of N samples, the whole number nearest to 0.98889 N, not what the
/// generator has: with the generator's own n a generator with a single good sample would score ln K - ln K = 0, as if it were perfect.
/// </remarks>
public static class ExcessReverseKl
{
    // Further from the centre a binomial adds nothing that a double would show.
    private const double Negligible = 1e-30;

    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("excess-reverse-kl", Version: 1, "nats", Direction.LowerIsBetter)
    {
        Summary = "Reverse KL minus what a perfect sampler scores on average at this number of samples.",
        Minimum = double.NegativeInfinity,
        Compute = input => Of(ReverseKl.Of(input.Counts, input.Reference.Dataset.ModeWeights), input.Reference.ReverseKlFloor),
    };

    /// <summary>Subtracts the floor.</summary>
    /// <param name="reverseKl">The generator's reverse KL, in nats.</param>
    /// <param name="floor">The floor at its number of samples, in nats.</param>
    /// <returns>
    /// Nats, 0 on average for a perfect sampler, so half the time a little below; never below minus the floor. Lower is better. NaN and ∞
    /// as <see cref="ReverseKl"/>.
    /// </returns>
    public static double Of(double reverseKl, double floor) => reverseKl - floor;

    /// <summary>The expected reverse KL of a perfect sampler.</summary>
    /// <param name="highQuality">n, high-quality samples.</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>Nats in [0, ∞); NaN for n = 0.</returns>
    public static double Floor(int highQuality, ImmutableArray<double> modeWeights)
    {
        if (highQuality == 0)
            return double.NaN;

        var nats = 0.0;
        foreach (var modes in modeWeights.GroupBy(weight => weight))
            nats += modes.Count() * Expected(highQuality, modes.Key);
        return nats;
    }

    /// <summary>High-quality samples that a perfect sampler has of N.</summary>
    /// <param name="sampleCount">N.</param>
    /// <param name="dataset">
    /// Points lie within three standard deviations with a known probability; a judge's threshold is set at the share of real images that
    /// has in two dimensions, and a stacked image must pass it in every channel.
    /// </param>
    public static int HighQualityOfPerfect(int sampleCount, Dataset dataset)
    {
        if (dataset.Modes is { } modes)
            return (int)Math.Round(sampleCount * ThreeSigma.Share(modes.Centres.Dimension));
        var share = 1.0;
        for (var channel = 0; channel < dataset.SampleShape[0]; channel++)
            share *= ThreeSigma.Share(2);
        return (int)Math.Round(sampleCount * share);
    }

    /// <summary>E[(c/n) ln(c / (n w))] for c binomial: probabilities relative to that of the likeliest c, up and down from it.</summary>
    private static double Expected(int n, double weight)
    {
        if (weight <= 0 || weight >= 1)
            return 0;

        var centre = (int)((n + 1) * weight);
        var (probability, expectation) = (1.0, Term(centre, n, weight));
        var odds = weight / (1 - weight);
        var relative = 1.0;
        for (var c = centre; c < n && relative > Negligible; c++)
        {
            relative *= (n - c) / (c + 1.0) * odds;
            probability += relative;
            expectation += relative * Term(c + 1, n, weight);
        }

        relative = 1;
        for (var c = centre; c > 0 && relative > Negligible; c--)
        {
            relative *= c / ((n - c + 1.0) * odds);
            probability += relative;
            expectation += relative * Term(c - 1, n, weight);
        }

        return expectation / probability;
    }

    private static double Term(int c, int n, double weight) => c == 0 ? 0 : (double)c / n * Elementary.Log(c / (n * weight));
}
