using System.Collections.Immutable;
using GanBench.Randomness;
using GanBench.Statistics;

namespace GanBench.Tests.Statistics;

public sealed class BootstrapTest
{
    // Slow and obvious: all 5^5 resamples. The quantiles of 10,000 drawn ones lie between the exact ones of half a percent (three standard
    // errors of a share of 2.5 % at 10,000 draws) less and more.
    [TestCase(new[] { 1.0, 2, 3, 5, 8 }), TestCase(new[] { 0.0, 0, 0, 7, 8 }), TestCase(new[] { 0.31, 0.35, 0.32, 0.9, 0.05 })]
    public void OfInterquartileMean_OfFiveSeeds_AgreesWithAllResamples(double[] values)
    {
        var all = Enumerable.Range(0, 3125)
            .Select(i => InterquartileMean.Of([values[i / 625], values[i / 125 % 5], values[i / 25 % 5], values[i / 5 % 5], values[i % 5]]))
            .Order()
            .ToArray();

        var interval = Bootstrap.ForTables().OfInterquartileMean([[.. values]]);

        Assert.That(interval.Lower, Is.InRange(all[(int)(0.02 * 3125)] - 1e-12, all[(int)(0.03 * 3125)] + 1e-12));
        Assert.That(interval.Upper, Is.InRange(all[(int)(0.97 * 3125)] - 1e-12, all[(int)(0.98 * 3125)] + 1e-12));
    }

    // 1 of 27 resamples (3.7 %) is three times the smallest seed, so the interval of three seeds is their range.
    [Test]
    public void OfInterquartileMean_OfThreeSeeds_IsTheirRange() =>
        Assert.That(Bootstrap.ForTables().OfInterquartileMean([[3, 6, 5]]), Is.EqualTo(new Interval(3, 6)));

    // Each resample has five of each, of which the middle half is half and half. Without strata the shares would vary.
    [Test]
    public void OfInterquartileMean_OfTwoConstantStrata_DoesNotVary() =>
        Assert.That(Bootstrap.ForTables().OfInterquartileMean([[0, 0, 0, 0, 0], [1, 1, 1, 1, 1]]), Is.EqualTo(new Interval(0.5, 0.5)));

    // The sum over resamples of n values with variance s² has variance n s²; with 300 values it is as good as normal. A standard error of
    // the 2.5 % point is sqrt(0.025 · 0.975 / 10,000) / φ(1.96) = 0.027 standard deviations, and four of them are allowed.
    [Test]
    public void Of_ASumOverTwoStrata_HasTheVarianceOfBoth()
    {
        ImmutableArray<double> first = [.. Enumerable.Range(0, 200).Select(i => i % 2 * 3.0)],
        second = [.. Enumerable.Range(0, 100).Select(i => 50 + (i % 2 * 8.0))];
        var deviation = Math.Sqrt((200 * 1.5 * 1.5) + (100 * 4.0 * 4));

        var interval = Bootstrap.ForTables().Of([first, second], Sum);

        Assert.That((interval.Lower - 5700) / deviation, Is.EqualTo(-1.96).Within(0.11));
        Assert.That((interval.Upper - 5700) / deviation, Is.EqualTo(1.96).Within(0.11));
    }

    [Test]
    public void Of_TheSameValuesInAnotherOrderAndAfterOtherCalls_HasTheSameBits()
    {
        var bootstrap = Bootstrap.ForTables();
        var first = bootstrap.OfInterquartileMean([[0.1, 0.2, 0.7, 0.9], [0.3, 0.4]]);

        bootstrap.OfInterquartileMean([[5, 6, 7]]);

        Assert.That(bootstrap.OfInterquartileMean([[0.9, 0.2, 0.1, 0.7], [0.4, 0.3]]), Is.EqualTo(first));
        Assert.That(Bootstrap.ForTables().OfInterquartileMean([[0.1, 0.2, 0.7, 0.9], [0.3, 0.4]]), Is.EqualTo(first));
    }

    [Test]
    public void Of_AnotherStream_DrawsOtherResamples()
    {
        ImmutableArray<ImmutableArray<double>> values = [[.. Enumerable.Range(0, 30).Select(i => i * i * 0.37)]];

        Assert.That(
            new Bootstrap(100, SeedStream.FromSeed(1)).OfInterquartileMean(values),
            Is.Not.EqualTo(new Bootstrap(100, SeedStream.FromSeed(2)).OfInterquartileMean(values)));
    }

    [Test]
    public void Of_NothingOrNaN_IsAnError()
    {
        Assert.That(() => Bootstrap.ForTables().OfInterquartileMean([]), Throws.ArgumentException);
        Assert.That(() => Bootstrap.ForTables().OfInterquartileMean([[1], []]), Throws.ArgumentException);
        Assert.That(() => Bootstrap.ForTables().OfInterquartileMean([[1, double.NaN]]), Throws.ArgumentException);
        Assert.That(() => new Bootstrap(0, SeedStream.FromSeed(0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double Sum(Span<double> resample)
    {
        var sum = 0.0;
        foreach (var value in resample)
            sum += value;
        return sum;
    }
}
