using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Squared maximum mean discrepancy under a cubic kernel, without bias: the kernel distance, KID.</summary>
/// <remarks>
/// k(x, y) = (x·y / F + 1)³; the mean of k over pairs of different generated samples, plus the same over real ones, less twice the mean
/// over pairs of one each: Bińkowski et al., arXiv:1801.01401. All samples at once, where the authors average over subsets of 1,000.
/// A mean of k over pairs is a sum over moments, since (x·y)³ is the product of the third powers' tensors: exact, F² / (9 N) of the work of
/// going through the pairs, and the difference of two nearly equal means is never taken.
/// Sees the first three moments only. A perfect sampler scores 0 on average, so half the time a little below.
/// </remarks>
public static class KernelDistance
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("kernel-distance", Version: 1, "kernel units", Direction.LowerIsBetter)
    {
        Summary = "Squared maximum mean discrepancy between generated and held-out real features under a cubic kernel, unbiased.",
        Source = new Citation("Demystifying MMD GANs", "Bińkowski, Sutherland, Arbel, Gretton", 2018, "1801.01401"),
        Minimum = double.NegativeInfinity,
        Compute = input => Of(CubicMoments.Of(input.Recognised.Features), input.Reference.CubicMoments),
    };

    /// <summary>The distance.</summary>
    /// <param name="generated">Moments of the generated features.</param>
    /// <param name="real">Moments of the real features.</param>
    /// <returns>
    /// A number in (-∞, ∞), 0 on average for equal distributions; lower is better. NaN when either side has fewer than two samples or a
    /// number that is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static double Of(CubicMoments generated, CubicMoments real)
    {
        if (generated.Dimension != real.Dimension)
            throw new ArgumentException(
                $"Generated features are {generated.Dimension}-D but real ones {real.Dimension}-D.", nameof(generated));
        if (generated.Count < 2 || real.Count < 2)
            return double.NaN;

        // Over all pairs, each sample with itself included, the three means of k make up the squared length of a difference of moments.
        // Each side's pairs of a sample with itself are then taken out: (N² mean - N diagonal) / (N (N - 1)) = mean + (mean - diagonal) /
        // (N - 1).
        var distance = SquaredLength(generated, real) + WithoutSelf(generated) + WithoutSelf(real);
        return double.IsFinite(distance) ? distance : double.NaN;
    }

    private static double WithoutSelf(CubicMoments moments) => (1 + SquaredLength(moments, null) - moments.Diagonal) / (moments.Count - 1);

    /// <summary>
    /// Squared length of the moments, or of their difference, in the space of the kernel; (1 + s)³ = 1 + 3 s + 3 s² + s³.
    /// </summary>
    private static double SquaredLength(CubicMoments moments, CubicMoments? subtracted)
    {
        var order = moments.Dimension;
        var first = SumOfSquares(moments.First, subtracted?.First, 0, order, 1, 1);
        var (second, third) = (0.0, 0.0);
        var (pairs, triples) = (0, 0);
        for (var i = 0; i < order; i++)
        {
            second += SumOfSquares(moments.Second, subtracted?.Second, pairs, order - i, 1, 2);
            pairs += order - i;
            for (var j = i; j < order; j++)
            {
                third += SumOfSquares(moments.Third, subtracted?.Third, triples, order - j, i == j ? 1 : 3, i == j ? 3 : 6);
                triples += order - j;
            }
        }

        return ((((third / order) + (3 * second)) / order) + (3 * first)) / order;
    }

    /// <summary>Adds the squares of one row of moments; each stands for as many products as its indices have orderings.</summary>
    private static double SumOfSquares(
        ReadOnlyMemory<double> moments, ReadOnlyMemory<double>? subtracted, int start, int length, int orderingsOfFirst,
        int orderingsOfRest)
    {
        var row = moments.Span.Slice(start, length);
        var other = subtracted is { } memory ? memory.Span.Slice(start, length) : default;
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            var difference = other.IsEmpty ? row[i] : row[i] - other[i];
            sum += (i == 0 ? orderingsOfFirst : orderingsOfRest) * (difference * difference);
        }

        return sum;
    }
}
