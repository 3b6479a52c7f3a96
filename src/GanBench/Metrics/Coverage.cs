using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Share of the real samples that have a generated one near them.</summary>
/// <remarks>
/// Naeem et al., arXiv:2002.09797: a real sample is covered when a generated one lies in its ball. Of a perfect sampler
/// <see cref="Expected"/> are covered: 0.969 at k = 5 and N = M.
/// </remarks>
public static class Coverage
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("coverage", Version: 1, "share", Direction.HigherIsBetter)
    {
        Summary = "Share of real samples whose neighbourhood holds a generated one.",
        Source = Papers.DensityCoverage,
        Maximum = 1,
        Compute = input => Of(input.NeighbourCounts),
    };

    /// <summary>Divides the real samples whose ball holds a generated one by all of them.</summary>
    /// <param name="counts">Who lies in whose neighbourhood.</param>
    /// <returns>A share in [0, 1]; higher is better. NaN without generated samples or with at most k real ones.</returns>
    public static double Of(NeighbourCounts counts) =>
        counts.RealSideIsUndefined ? double.NaN : (double)counts.RealCovered / counts.RealCount;

    /// <summary>What a perfect sampler scores on average, for any distribution without ties.</summary>
    /// <remarks>
    /// Sort the M - 1 other real and the N generated samples by their distance to a real one: every order is equally likely. That sample is
    /// not covered exactly when the first k in this order are all real, so E = 1 - Π (M - 1 - j) / (M - 1 + N - j) over j = 0 ... k - 1,
    /// which tends to 1 - 2^-k for N = M.
    /// </remarks>
    /// <param name="generatedCount">N, at least 1.</param>
    /// <param name="realCount">M, more than k.</param>
    /// <param name="neighbours">k, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static double Expected(int generatedCount, int realCount, int neighbours = Neighbourhoods.DefaultNeighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generatedCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(realCount, neighbours);
        var missed = 1.0;
        for (var j = 0; j < neighbours; j++)
            missed *= (realCount - 1.0 - j) / (realCount - 1.0 + generatedCount - j);
        return 1 - missed;
    }
}
