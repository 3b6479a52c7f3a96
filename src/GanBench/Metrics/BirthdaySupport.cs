using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Estimated number of different samples that a generator can draw, from how often two of its samples are the same.</summary>
/// <remarks>
/// <para>Arora, Zhang, arXiv:1706.08224, after the birthday paradox: of the N (N - 1) / 2 pairs of independent draws from K equally likely
/// points one in K is a pair of the same, so K is about the number of pairs divided by the number c of coinciding ones. For unequal
/// probabilities p it is 1 / Σ p², the number of equally likely points that would coincide as often.</para>
/// <para>The authors look for duplicates by eye among the nearest pairs. Here two samples are the same when they are no farther apart than
/// nine in ten real samples are from their nearest fellow: <see cref="DuplicateDistanceSquared"/>. By that rule different points coincide
/// too, so a generator that knows K real samples by heart scores 1 / (1 / K + 1 / P), where P is the score of a perfect sampler: about 9.3
/// (N - 1) on mixtures in the plane.</para>
/// </remarks>
public static class BirthdaySupport
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("birthday-support", Version: 1, "samples", Direction.ComparedWithPerfect)
    {
        Summary = "Different samples that a generator can draw, estimated from how many pairs of its samples are the same.",
        Source = new Citation("Do GANs actually learn the distribution? An empirical study", "Arora, Zhang", 2017, "1706.08224"),
        Minimum = 1,
        Compute = input => Of(input.Neighbourhoods),
    };

    /// <summary>The squared distance up to which two samples are the same, from the real samples alone.</summary>
    /// <remarks>
    /// With n finite real samples, the ⌈n / 10⌉-th smallest of their squared distances to the nearest fellow. One distribution, one N: one
    /// distance, whatever is measured with it. A sampler of the real distribution then has about n / 19 coinciding pairs among n samples.
    /// </remarks>
    /// <param name="real">Neighbourhoods of the real samples, for any k.</param>
    /// <returns>A squared distance, at least 0; NaN with fewer than two finite real samples.</returns>
    public static float DuplicateDistanceSquared(Neighbourhoods real)
    {
        if (real.FiniteCount < 2) return float.NaN;

        var nearest = real.SquaredNearest();
        Array.Sort(nearest);
        return nearest[((nearest.Length + 9) / 10) - 1];
    }

    /// <summary>Divides all pairs by the pairs of the same.</summary>
    /// <param name="generated">
    /// Neighbourhoods of the generated samples, their close pairs counted up to <see cref="DuplicateDistanceSquared"/>.
    /// </param>
    /// <returns>
    /// A number of samples in [1, N (N - 1) / 2]; higher is better up to the score of a perfect sampler. When no two samples are the same
    /// it is the upper end, and that is to be read as "at least". All samples that are not finite are one and the same. NaN with fewer than
    /// two samples or without a distance.
    /// </returns>
    public static double Of(Neighbourhoods generated)
    {
        if (generated.SampleCount < 2 || float.IsNaN(generated.CloseSquared)) return double.NaN;

        var same = generated.ClosePairs + Pairs(generated.SampleCount - generated.FiniteCount);
        // No coincidence at all says only "at least as many as one coincidence would have said".
        return Pairs(generated.SampleCount) / (double)Math.Max(same, 1);
    }

    private static long Pairs(long count) => count * (count - 1) / 2;
}
