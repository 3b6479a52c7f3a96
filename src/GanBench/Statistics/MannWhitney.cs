namespace GanBench.Statistics;

/// <summary>The two-sided Mann-Whitney test of whether one of two samples tends to be higher.</summary>
/// <remarks>
/// Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical
/// Statistics 18, 1947. Up to 1,600 pairs (40 runs against 40) the p-value is exact: of all C(n + m, n) ways to call n of the observed
/// values the first sample, the share whose U is at least as far out on the same side, doubled, and at most 1. Equal values stay equal in
/// every one of them, so with ties the test is the exact one conditional on them. Beyond that U is taken for normal, with the variance
/// corrected for ties and ½ for continuity.
/// </remarks>
public static class MannWhitney
{
    private const int ExactUpTo = 1600;

    /// <summary>Ranks both samples together and compares.</summary>
    /// <param name="x">First sample, shape [n], in any order; infinities are ranked too.</param>
    /// <param name="y">Second sample, shape [m].</param>
    /// <returns>The test; U and p are NaN when either sample is empty.</returns>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static RankTest Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return new RankTest(double.NaN, double.NaN);
        foreach (var value in (double[])[.. x, .. y])
        {
            if (double.IsNaN(value))
                throw new ArgumentException("A value is NaN: give what is undefined a rank first.");
        }

        var u = ProbabilityOfImprovement.Of(x, y) * ((double)x.Length * y.Length);
        var u2 = (int)Math.Round(2 * u);
        var ties = Ties(x, y);
        return new RankTest(
            u2 / 2.0, (long)x.Length * y.Length <= ExactUpTo ? Exact(x.Length, y.Length, u2, ties) : Normal(x.Length, y.Length, u2, ties));
    }

    /// <summary>The smallest p-value that samples of these sizes can give: 2 / C(n + m, n), when one lies wholly above the other.</summary>
    /// <param name="n">Size of the first sample, at least 1.</param>
    /// <param name="m">Size of the second one, at least 1.</param>
    /// <returns>0.1 for 3 against 3, 0.0079 for 5 against 5, 1.1 · 10⁻⁵ for 10 against 10; at most 1.</returns>
    public static double SmallestP(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        return Math.Min(1, 2 / Ways(n + m, Math.Min(n, m)));
    }

    /// <summary>Sizes of the groups of equal values, from the smallest value on; a value of its own is a group of 1.</summary>
    private static int[] Ties(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] all = [.. x, .. y];
        return [.. all.GroupBy(value => value).OrderBy(group => group.Key).Select(group => group.Count())];
    }

    /// <summary>
    /// Counts the ways by twice their U, one group of equal values after the other: what the first sample takes from a group is above all
    /// that the second one has so far, and ties with what it gets of the group.
    /// </summary>
    private static double Exact(int n, int m, int observed, ReadOnlySpan<int> ties)
    {
        // ways[taken, u2]: in how many ways the first sample takes that many of the values so far with that twice-U. Whole numbers, so
        // exact up to 2^53 (28 against 28); beyond, sums of positive numbers, each rounded to 1.1e-16.
        var width = (2 * n * m) + 1;
        var ways = new double[(n + 1) * width];
        ways[0] = 1;
        var before = 0;
        foreach (var size in ties)
        {
            var next = new double[ways.Length];
            for (var taken = Math.Max(0, before - m); taken <= Math.Min(n, before); taken++)
            {
                for (var more = Math.Max(0, before + size - taken - m); more <= Math.Min(size, n - taken); more++)
                {
                    var shift = more * ((2 * (before - taken)) + (size - more));
                    var from = ways.AsSpan(taken * width, width - shift);
                    var to = next.AsSpan(((taken + more) * width) + shift, width - shift);
                    var factor = Ways(size, more);
                    for (var i = 0; i < from.Length; i++)
                        to[i] += factor * from[i];
                }
            }

            (ways, before) = (next, before + size);
        }

        var counts = ways.AsSpan(n * width, width);
        double all = 0, low = 0, high = 0;
        for (var u2 = 0; u2 < counts.Length; u2++)
        {
            all += counts[u2];
            low += u2 <= observed ? counts[u2] : 0;
            high += u2 >= observed ? counts[u2] : 0;
        }

        return Math.Min(1, 2 * Math.Min(low, high) / all);
    }

    private static double Normal(int n, int m, int observed, ReadOnlySpan<int> ties)
    {
        double pairs = (double)n * m, all = n + m, tied = 0;
        foreach (var size in ties)
            tied += ((double)size * size * size) - size;
        var variance = pairs / 12 * (all + 1 - (tied / (all * (all - 1))));
        var distance = Math.Max(0, Math.Abs((observed / 2.0) - (pairs / 2)) - 0.5);
        return variance == 0 ? 1 : Math.Min(1, ComplementaryErrorFunction(distance / Math.Sqrt(2 * variance)));
    }

    /// <summary>
    /// erfc(x) = 2/√π ∫ₓ^∞ exp(-t²) dt for x ≥ 0, from exactly rounded operations: MathNet.Numerics has one that calls the C library.
    /// </summary>
    internal static double ComplementaryErrorFunction(double x)
    {
        const double RootOfPi = 1.7724538509055160273;
        const int Terms = 60;
        var exponential = ExponentialOfMinus(x * x);
        if (x < 2)
        {
            // erf(x) = 2/√π exp(-x²) Σ 2^k x^(2k+1) / (1 · 3 · … · (2k+1)); Abramowitz and Stegun 7.1.6.
            double term = x, sum = x;
            for (var k = 1; k < Terms; k++)
                sum += term *= 2 * x * x / ((2 * k) + 1);
            return 1 - (2 / RootOfPi * exponential * sum);
        }

        // exp(-x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), from the inside out; 7.1.14.
        var fraction = x;
        for (var k = Terms; k >= 1; k--)
            fraction = x + (k / 2.0 / fraction);
        return exponential / (RootOfPi * fraction);
    }

    /// <summary>exp(-x) for x ≥ 0, within 10⁻¹² of itself: the Taylor series at x/1024, squared ten times.</summary>
    private static double ExponentialOfMinus(double x)
    {
        var (small, sum, term) = (x / 1024, 1.0, 1.0);
        for (var k = 1; k <= 20; k++)
            sum += term *= small / k;
        for (var i = 0; i < 10; i++)
            sum *= sum;
        return 1 / sum;
    }

    /// <summary>C(of, chosen), each factor exact while the result is below 2^53.</summary>
    private static double Ways(int of, int chosen)
    {
        var ways = 1.0;
        for (var i = 1; i <= chosen; i++)
            ways = ways * (of - chosen + i) / i;
        return ways;
    }
}
