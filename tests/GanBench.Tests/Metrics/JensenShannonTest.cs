using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Randomness;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class JensenShannonTest
{
    private static readonly ImmutableArray<double> Halves = [0.5, 0.5];

    [Test]
    public void Divergence_OfTheGoldenCollapsedRing_EqualsNumpy()
    {
        var golden = Golden.Read("ring8");
        var counts = new ModeCounts([.. golden.Numbers("counts").Select(count => (int)count)], 400);

        Assert.That(JensenShannon.Of(counts, new Ring().ModeWeights), Is.EqualTo(golden.Number("jensen_shannon")).Within(1e-14));
    }

    // All in one of two equal modes: ½ ln (4/3) + ½ (½ ln (2/3) + ½ ln 2). 3 : 1: from m = (5/8, 3/8).
    [TestCase(7, 0, 0.21576155433883569)]
    [TestCase(0, 1, 0.21576155433883569)]
    [TestCase(3, 1, 0.03382207556860523)]
    [TestCase(5, 5, 0)]
    public void Divergence_OfTwoModes_EqualsTheHandCount(int first, int second, double expected) =>
        Assert.That(JensenShannon.Of(new([first, second], 100), Halves), Is.EqualTo(expected).Within(1e-15));

    // A single mode of K: ½ ln (2K / (K + 1)) + (1/2K) ln (2 / (K + 1)) + ((K - 1) / 2K) ln 2.
    [TestCase(8, 0.49692912664823985)]
    [TestCase(25, 0.608374893222875)]
    public void Divergence_OfASingleMode_EqualsTheClosedForm(int modes, double expected)
    {
        var counts = new ModeCounts([2_472, .. new int[modes - 1]], 2_500);

        Assert.That(JensenShannon.Of(counts, [.. Enumerable.Repeat(1.0 / modes, modes)]), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Divergence_OfDisjointShares_IsLogTwoAndNoMore() =>
        Assert.That(JensenShannon.Of(new([0, 5, 7], 20), [1, 0, 0]), Is.EqualTo(0.69314718055994531));

    [Test]
    public void Divergence_IsSymmetric()
    {
        var (forth, back) = (JensenShannon.Of(new([1, 3], 4), [0.75, 0.25]), JensenShannon.Of(new([3, 1], 4), [0.25, 0.75]));

        Assert.That(forth, Is.EqualTo(back).Within(1e-16).And.GreaterThan(0.1));
    }

    // 8 n JS is chi-square with K - 1 degrees of freedom to first order: mean (K - 1) / (8 n), standard deviation √(2 (K - 1)) / (8 n); the
    // next order is about 1 % at 100 samples a mode. Mean of 400: four standard errors and the 1 %.
    [TestCase("ring8", 7)]
    [TestCase("grid25", 24)]
    public void PerfectSampler_ScoresTheFloor(string name, int free)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;

        var mean = Enumerable.Range(0, 400).Average(
            step => JensenShannon.Of(Draw(dataset.ModeWeights.Length, 2_472, step), dataset.ModeWeights));

        var floor = free / (8.0 * 2_472);
        Assert.That(mean, Is.EqualTo(floor).Within((4 * Math.Sqrt(2.0 * free) / (8 * 2_472) / 20) + (0.01 * floor)));
    }

    [Test]
    public void Divergence_WithoutHighQualitySamples_IsUndefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JensenShannon.Of(new([0, 0], 10), Halves), Is.NaN);
            Assert.That(JensenShannon.Of(new([0, 0], 0), Halves), Is.NaN);
        }
    }

    [Test]
    public void Shapes_ThatDiffer_AreRefused() => Assert.That(() => JensenShannon.Of(new([1], 1), Halves), Throws.ArgumentException);

    private static ModeCounts Draw(int modes, int count, long step)
    {
        var chosen = new int[count];
        SeedStream.FromSeed(2).Derive("modes").Integers(step, modes, chosen);
        var counts = new int[modes];
        foreach (var mode in chosen)
            counts[mode]++;
        return new([.. counts], count);
    }
}
