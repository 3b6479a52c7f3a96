using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class ExcessReverseKlTest
{
    // Python, the same sum with the binomial from lgamma: rounding of lgamma at 26,000, 2e-11 of a probability.
    [TestCase(8, 2_472, 0.0014167192277323272)]
    [TestCase(25, 2_472, 0.004862962826306713)]
    [TestCase(10, 10_000, 0.0004500825751294709)]
    [TestCase(1_000, 10_000, 0.05089129389736747)]
    [TestCase(1_000, 25_600, 0.019644253746198336)]
    [TestCase(1_000, 26_000, 0.019339939655862545)]
    [TestCase(1_000, 50_000, 0.010024026152613665)]
    public void Floor_OfEqualModes_EqualsTheSumInPython(int modes, int samples, double expected) =>
        Assert.That(ExcessReverseKl.Floor(samples, Equal(modes)), Is.EqualTo(expected).Within(1e-9 * expected));

    // (K - 1) / (2 n) and the next term, (K² - 1) / (12 n²) for equal modes; beyond it, K³ / (12 n³) and smaller.
    [TestCase(2, 1_000)]
    [TestCase(8, 2_472)]
    [TestCase(25, 2_472)]
    [TestCase(1_000, 26_000)]
    [TestCase(1_000, 1_000_000)]
    public void Floor_OfManySamples_EqualsTheExpansion(int modes, int samples)
    {
        double k = modes, n = samples;
        var expected = ((k - 1) / (2 * n)) + (((k * k) - 1) / (12 * n * n));

        Assert.That(
            ExcessReverseKl.Floor(samples, Equal(modes)), Is.EqualTo(expected).Within((k * k * k / (6 * n * n * n)) + (1e-9 * expected)));
    }

    // n = 1: the mode drawn has q = 1, KL = ln (1 / w). n = 2: the same mode twice with probability w², one each with 2 v w.
    [Test]
    public void Floor_OfOneAndTwoSamples_EqualsTheHandCount()
    {
        var (ln3, ln32) = (Math.Log(3), Math.Log(1.5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExcessReverseKl.Floor(1, [1 / 3.0, 2 / 3.0]), Is.EqualTo((ln3 / 3) + (ln32 * 2 / 3)).Within(1e-15));
            Assert.That(
                ExcessReverseKl.Floor(2, [1 / 3.0, 2 / 3.0]),
                Is.EqualTo((ln3 / 9) + (ln32 * 4 / 9) + (4 / 9.0 * ((0.5 * Math.Log(1.5)) + (0.5 * Math.Log(0.75))))).Within(1e-15));
        }
    }

    // Unequal weights by simulation: 2 n KL is about chi-square with K - 1 degrees of freedom, so the mean of 2,000 has a standard error
    // of √(2 (K - 1)) / (2 n) / √2,000; four of it.
    [Test]
    public void Floor_OfUnequalModes_EqualsTheSimulation()
    {
        const int Count = 300;
        ImmutableArray<double> weights = [0.5, 0.25, 0.125, 0.0625, 0.0625];

        var mean = Enumerable.Range(0, 2_000).Average(step => ReverseKl.Of(Draw(weights, Count, step), weights));

        Assert.That(ExcessReverseKl.Floor(Count, weights), Is.EqualTo(mean).Within(4 * Math.Sqrt(8) / (2 * Count) / Math.Sqrt(2_000)));
    }

    // A perfect sampler's excess averages to 0, within four standard errors as above.
    [TestCase(8, 2_472)]
    [TestCase(25, 2_472)]
    [TestCase(25, 100)]
    public void Excess_OfThePerfectSampler_AveragesToZero(int modes, int count)
    {
        var floor = ExcessReverseKl.Floor(count, Equal(modes));

        var mean = Enumerable.Range(0, 1_000).Average(
            step => ExcessReverseKl.Of(ReverseKl.Of(Draw(Equal(modes), count, step), Equal(modes)), floor));

        Assert.That(mean, Is.Zero.Within(4 * Math.Sqrt(2.0 * (modes - 1)) / (2 * count) / Math.Sqrt(1_000)));
    }

    // The documented floors: 0.0014 for the ring and 0.0047 (40 simulations) to 0.0049 (closed form) for the grid at 2,500 samples. One
    // value of the grid scatters by √48 / 4,944 = 0.0014, the mean of 40 by 0.00022: 0.0047 is within its error.
    [Test]
    public void Floor_At2500Samples_IsThePublishedOne()
    {
        var count = ExcessReverseKl.HighQualityOfPerfect(2_500, new GanBench.Datasets.Ring());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(count, Is.EqualTo(2_472), "0.98889 of 2,500 = 2,472.2");
            Assert.That(ExcessReverseKl.Floor(count, Equal(8)), Is.EqualTo(0.0014).Within(0.00005));
            Assert.That(ExcessReverseKl.Floor(count, Equal(25)), Is.EqualTo(0.0047).Within(0.00022).And.EqualTo(0.00486).Within(0.000005));
        }
    }

    // Given its own n it would score ln K - ln K.
    [Test]
    public void SingleGoodSample_DoesNotLookPerfect()
    {
        var lonely = new ModeCounts([1, .. new int[24]], 2_500);

        var excess = ExcessReverseKl.Of(ReverseKl.Of(lonely, Equal(25)), ExcessReverseKl.Floor(2_472, Equal(25)));

        Assert.That(excess, Is.EqualTo(Math.Log(25) - 0.004863).Within(1e-6));
    }

    [Test]
    public void Floor_AtTheEnds_IsZeroOrUndefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExcessReverseKl.Floor(100, [1]), Is.Zero, "a single mode");
            Assert.That(ExcessReverseKl.Floor(100, [1, 0]), Is.Zero, "a mode that never comes");
            Assert.That(ExcessReverseKl.Floor(0, Equal(2)), Is.NaN);
            Assert.That(ExcessReverseKl.Of(double.NaN, 0.1), Is.NaN);
            Assert.That(ExcessReverseKl.Of(double.PositiveInfinity, 0.1), Is.EqualTo(double.PositiveInfinity));
            Assert.That(ExcessReverseKl.Of(0, 0.1), Is.EqualTo(-0.1));
        }
    }

    private static ImmutableArray<double> Equal(int modes) => [.. Enumerable.Repeat(1.0 / modes, modes)];

    private static ModeCounts Draw(ImmutableArray<double> weights, int count, long step)
    {
        var uniform = new float[count];
        SeedStream.FromSeed(2).Derive("modes").Uniform(step, uniform);
        var counts = new int[weights.Length];
        foreach (var value in uniform)
        {
            var (mode, left) = (0, value - weights[0]);
            while (left >= 0 && mode < weights.Length - 1)
                left -= weights[++mode];
            counts[mode]++;
        }

        return new([.. counts], count);
    }

    // Every channel of a stacked image must pass the judge: 0.98889 cubed is 0.96704.
    [Test]
    public void HighQuality_OfAPerfectStackedSampler_IsThatOfThreeChannels()
    {
        Assert.That(ExcessReverseKl.HighQualityOfPerfect(26_000, new GanBench.Datasets.StackedGlyphs()), Is.EqualTo(25_143).Within(1));
        Assert.That(ExcessReverseKl.HighQualityOfPerfect(26_000, new GanBench.Datasets.Glyphs()), Is.EqualTo(25_711).Within(1));
    }
}
