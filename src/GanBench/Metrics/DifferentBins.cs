using GanBench.Definitions;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Metrics;

/// <summary>Share of the bins of real samples that hold significantly more or fewer generated samples than they should.</summary>
/// <remarks>
/// Richardson, Weiss, "On GANs and GMMs", arXiv:1805.12462: the number of statistically different bins, divided by the number of bins. A
/// bin differs when a two-sided test of two proportions, standard error pooled, rejects their equality at the level 0.05; so a perfect
/// sampler scores about 0.05, not 0.
/// </remarks>
public static class DifferentBins
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("different-bins", Version: 1, "share", Direction.LowerIsBetter)
    {
        Summary = "Share of the cells of real samples that hold significantly too many or too few generated ones.",
        Source = new Citation("On GANs and GMMs", "Richardson, Weiss", 2018, "1805.12462"),
        Maximum = 1,
        Compute = input => Of(input.Recognised.Features, input.Reference.Bins),
    };

    /// <summary>Bins when there are enough real samples.</summary>
    public const int MostBins = 100;

    /// <summary>Real samples that there must be for each bin: with fewer, the test's normal approximation is poor.</summary>
    public const int SamplesPerBin = 25;

    /// <summary>The 0.975 quantile of the standard normal distribution.</summary>
    private const double CriticalValue = 1.9599639845400543;

    /// <summary>
    /// The bins that GanBench measures with: 100 of them, or one for every 25 real samples when there are fewer than 2,500.
    /// </summary>
    /// <param name="real">Real samples, shape [M, d].</param>
    /// <returns>Always the same bins for the same samples: their start is drawn from a stream of their own.</returns>
    public static Bins BinsOf(Samples real) =>
        Bins.Fit(real, Math.Min(MostBins, real.Count / SamplesPerBin), SeedStream.FromSeed(0).Derive("bins"));

    /// <summary>Sorts the samples into the bins and tests each bin.</summary>
    /// <param name="generated">Generated samples, shape [N, d].</param>
    /// <param name="real">Bins of the real samples.</param>
    /// <returns>
    /// A share in [0, 1]; lower is better, down to 0.05. Samples that lie in no bin count in N. NaN without generated samples or with fewer
    /// than two bins.
    /// </returns>
    /// <exception cref="ArgumentException">The two differ in dimension.</exception>
    public static double Of(Samples generated, Bins real)
    {
        var counts = real.Count(generated);
        if (generated.Count == 0 || counts.Length < 2) return double.NaN;

        var different = 0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (Differ(counts[bin], generated.Count, real.Counts[bin], real.SampleCount)) different++;
        }

        return (double)different / counts.Length;
    }

    /// <summary>
    /// Whether two shares, x of n and y of m, differ significantly: |z| above the critical value. Never when both are 0 or both 1.
    /// </summary>
    internal static bool Differ(int x, int n, int y, int m)
    {
        var pooled = (double)(x + y) / ((double)n + m);
        var standardError = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n) + (1.0 / m)));
        return Math.Abs(((double)x / n) - ((double)y / m)) > CriticalValue * standardError && standardError > 0;
    }
}
