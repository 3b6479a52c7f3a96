using System.Numerics;
using GanBench.Randomness;
using GanBench.Statistics;
using GanBench.Tests.Goldens;
using MathNet.Numerics;

namespace GanBench.Tests.Statistics;

public sealed class MannWhitneyTest
{
    // scipy's exact method counts the same way; only the last division may round differently.
    [Test]
    public void Of_TheGoldenValues_EqualsScipy()
    {
        var golden = Golden.Read("statistics");

        var test = MannWhitney.Of(golden.Numbers("a"), golden.Numbers("b"));

        Assert.That(test.U, Is.EqualTo(golden.Number("mann_whitney_u")));
        Assert.That(test.P, Is.EqualTo(golden.Number("p_exact")).Within(1e-15));
    }

    // One of C(2n, n) ways on either side: 2/20, 2/70, 2/252 and 2/184,756.
    [TestCase(3, 0.1), TestCase(4, 2 / 70.0), TestCase(5, 2 / 252.0), TestCase(10, 2 / 184_756.0)]
    public void Of_SamplesThatDoNotOverlap_IsTheSmallestThatCanBe(int seeds, double expected)
    {
        double[] low = [.. Enumerable.Range(0, seeds).Select(i => (double)i)], high = [.. low.Select(value => value + 100)];

        Assert.That(MannWhitney.Of(low, high), Is.EqualTo(new RankTest(0, expected)));
        Assert.That(MannWhitney.Of(high, low), Is.EqualTo(new RankTest(seeds * seeds, expected)));
        Assert.That(MannWhitney.SmallestP(seeds, seeds), Is.EqualTo(expected));
    }

    [TestCase(1, 1, 1), TestCase(1, 2, 2 / 3.0), TestCase(3, 5, 2 / 56.0), TestCase(5, 3, 2 / 56.0)]
    public void SmallestP_OfUnequalSizes_CountsTheWays(int n, int m, double expected) =>
        Assert.That(MannWhitney.SmallestP(n, m), Is.EqualTo(expected));

    // Slow and obvious: of every way to choose the first sample from all values, U by comparing every pair.
    [Test]
    public void Of_SmallSamplesWithAndWithoutTies_EqualsEnumeration(
        [Values(1, 2, 3, 5)] int n, [Values(1, 3, 4, 6)] int m, [Values(2, 4, 1000)] int distinct)
    {
        for (var draw = 0; draw < 5; draw++)
        {
            var drawn = new int[n + m];
            SeedStream.FromSeed(draw).Derive("values").Integers(0, distinct, drawn);
            double[] values = [.. drawn.Select(value => (double)value)];

            Assert.That(MannWhitney.Of(values.AsSpan(0, n), values.AsSpan(n)).P, Is.EqualTo(Enumerated(values, n)).Within(1e-14));
        }
    }

    [Test]
    public void Of_ValuesThatAreAllEqual_CannotTellThemApart() =>
        Assert.That(MannWhitney.Of([8, 8, 8], [8, 8, 8, 8]), Is.EqualTo(new RankTest(6, 1)));

    [Test]
    public void Of_TheWorst_RanksItBelowEverything()
    {
        Assert.That(MannWhitney.Of([double.NegativeInfinity, 1, 2], [3, 4, 5]), Is.EqualTo(MannWhitney.Of([0, 1, 2], [3, 4, 5])));
        Assert.That(MannWhitney.Of([double.NegativeInfinity], [double.NegativeInfinity]).U, Is.EqualTo(0.5));
    }

    // Beyond 1,600 pairs the p-value is the normal one. The exact one of untied ranks comes from the textbook recurrence in whole numbers:
    // how often each U occurs among the first i and j is that among (i - 1, j), shifted by j, plus that among (i, j - 1). The normal tail
    // is the heavier: 1 % of p at 0.12, 3 % at 0.02, 15 % at 0.002.
    [TestCase(0.6, 0.01), TestCase(0.65, 0.04), TestCase(0.7, 0.2)]
    public void Of_LargeSamples_IsCloseToTheExactOne(double share, double relative)
    {
        const int N = 41, M = 40;
        var u = (int)(share * N * M);
        var exact = 2 * Tail(N, M, u);

        var test = MannWhitney.Of(Sample(N, M, u).First, Sample(N, M, u).Second);

        Assert.That(test.U, Is.EqualTo(u));
        Assert.That(test.P, Is.EqualTo(exact).Within(relative * exact));
    }

    // All 41 of one sample tie with 20 of the other, which has 20 above: with variance V = nm/12 · (N + 1 - Σ(t³ - t)/(N (N - 1))), worked
    // out by hand.
    [Test]
    public void Of_LargeSamplesWithTies_UsesTheSmallerVariance()
    {
        double[] x = [.. Enumerable.Repeat(1.0, 41)], y = [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(2.0, 20)];
        var ties = ((61.0 * 61 * 61) - 61) + ((20.0 * 20 * 20) - 20);
        var z = (410 - 0.5) / Math.Sqrt(1640 / 12.0 * (82 - (ties / (81.0 * 80))));

        Assert.That(MannWhitney.Of(x, y).U, Is.EqualTo(410));
        Assert.That(MannWhitney.Of(x, y).P, Is.EqualTo(SpecialFunctions.Erfc(z / Math.Sqrt(2))).Within(1e-10).Percent);
    }

    // MathNet's own approximation is good to about 1e-15 of itself; the exponential here to 1e-12.
    [Test]
    public void ComplementaryErrorFunction_OverItsRange_EqualsMathNet()
    {
        for (var x = 0.0; x < 26; x += 0.03125)
            Assert.That(
                MannWhitney.ComplementaryErrorFunction(x),
                Is.EqualTo(SpecialFunctions.Erfc(x)).Within(Math.Max(1e-10 * SpecialFunctions.Erfc(x), 1e-300)), $"at {x}");
    }

    [Test]
    public void Of_NothingOrNaN_IsNaNOrAnError()
    {
        Assert.That(MannWhitney.Of([], [1]), Is.EqualTo(new RankTest(double.NaN, double.NaN)));
        Assert.That(() => MannWhitney.Of([1], [double.NaN]), Throws.ArgumentException);
    }

    private static double Enumerated(double[] values, int n)
    {
        double observed = PairsAbove(values, (1 << n) - 1), all = 0, low = 0, high = 0;
        for (var chosen = 0; chosen < 1 << values.Length; chosen++)
        {
            if (BitOperations.PopCount((uint)chosen) != n)
                continue;
            var u = PairsAbove(values, chosen);
            all++;
            low += u <= observed ? 1 : 0;
            high += u >= observed ? 1 : 0;
        }

        return Math.Min(1, 2 * Math.Min(low, high) / all);
    }

    private static double PairsAbove(double[] values, int chosen) =>
        (from i in Enumerable.Range(0, values.Length)
         from j in Enumerable.Range(0, values.Length)
         where (chosen >> i & 1) == 1 && (chosen >> j & 1) == 0
         select values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0).Sum();

    /// <summary>Share of the ways in which U is at least u.</summary>
    private static double Tail(int n, int m, int u)
    {
        var counts = new BigInteger[n + 1, m + 1][];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                counts[i, j] = new BigInteger[(i * j) + 1];
                for (var value = 0; value <= i * j; value++)
                {
                    counts[i, j][value] = i == 0 || j == 0 ? 1
                        : (value >= j ? counts[i - 1, j][value - j] : 0) + (value <= i * (j - 1) ? counts[i, j - 1][value] : 0);
                }
            }
        }

        var all = counts[n, m];
        return Math.Exp(BigInteger.Log(all.Skip(u).Aggregate(BigInteger.Add)) - BigInteger.Log(all.Aggregate(BigInteger.Add)));
    }

    /// <summary>
    /// Samples without ties in which the first is higher in u pairs: its values stand as high among the second as they must.
    /// </summary>
    private static (double[] First, double[] Second) Sample(int n, int m, int u) => (
        [.. Enumerable.Range(0, n).Select(i => (u / n) + (i < u % n ? 1 : 0) - 0.5 + (i / 1000.0))],
        [.. Enumerable.Range(0, m).Select(j => (double)j)]);
}
