using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class BirthdaySupportTest
{
    private const int SampleCount = 2_500;

    private static readonly Ring Ring = new();
    private static readonly float Distance = DistanceOf(Draw("real", 0));

    // c is binomial-like with mean P / K, P = 3,123,750 pairs: relative standard deviation √(K / P), that is 0.5 %, 1.8 %. Four of it.
    [TestCase(1, 0)]
    [TestCase(8, 0.0064)]
    [TestCase(100, 0.0227)]
    [TestCase(1_000, 0.0716)]
    public void Support_OfPointsFarApart_IsTheirNumber(int points, double tolerance)
    {
        var chosen = new int[SampleCount];
        SeedStream.FromSeed(3).Derive("chosen").Integers(0, points, chosen);

        var support = Support(new Samples(chosen.Select(i => (float)i).SelectMany(x => new[] { x, 1 - x }).ToArray(), 2));

        Assert.That(support, Is.EqualTo(points).Within(tolerance * points));
    }

    // P samples in the plane's Gaussian modes have 1 - (1 - exp(-a)) / a = 1/10 of them a fellow within the distance, where a is the mean
    // number of fellows at a mode's centre: a = 0.21469. The mean over a mode is a / 2, so the support is (N - 1) / (a / 2) = 23,280, for
    // any ring or grid. The mean of 40 repetitions; its standard error is estimated from them, and 4 of it allowed.
    [TestCase("ring8")]
    [TestCase("grid25")]
    public void Support_OfAPerfectSampler_IsThatOfTheRealSamples(string name)
    {
        var data = KnownDatasets.All.Single(known => known.Name == name).Default.Open(null!, null, default);
        var supports = Enumerable.Range(0, 40)
            .Select(step => Support(Draw(data, "generated", step), DistanceOf(Draw(data, "real", step))))
            .ToArray();

        var mean = supports.Average();
        var standardError = Math.Sqrt(supports.Sum(x => (x - mean) * (x - mean)) / 39 / 40);
        Assert.That(mean, Is.EqualTo(23_280).Within(4 * standardError));
        Assert.That(standardError, Is.LessThan(600), "the test can fail");
    }

    // One in K pairs is the same point, the rest coincide like pairs of real samples: 1/K + 1/P. Standard deviations: 10 % of P, 2 % of the
    // rest.
    [TestCase(500)]
    [TestCase(2_500)]
    public void Support_OfRealSamplesLearntByHeart_IsTheHarmonicSum(int known)
    {
        var real = Draw("generated", 0);
        var chosen = new int[SampleCount];
        SeedStream.FromSeed(4).Derive("chosen").Integers(0, known, chosen);

        var support = Support(new Samples(chosen.SelectMany(i => real[i].ToArray()).ToArray(), 2));

        Assert.That(support, Is.EqualTo(1 / ((1.0 / known) + (1 / 23_280.0))).Within(0.12 * known));
        Assert.That(support, Is.LessThan(known + (0.02 * known)));
    }

    // By hand: distances to the nearest of 0, 1, 3, 7, 15 are 1, 1, 2, 4, 8; a tenth of five samples is the first.
    [TestCase(new[] { 0f, 1, 3, 7, 15 }, 1)]
    [TestCase(new[] { 0f, 3, 7, float.NaN, 15 }, 9)]
    [TestCase(new[] { 2f, 2, 5 }, 0)]
    public void Distance_OfTheSame_IsATenthOfTheNearestOnes(float[] real, float expected) =>
        Assert.That(DistanceOf(new Samples(real, 1)), Is.EqualTo(expected));

    [Test]
    public void Distance_AmongElevenSamples_IsTheSecondSmallest() =>
        Assert.That(
            DistanceOf(new Samples(new float[] { 0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55 }, 1)),
            Is.EqualTo(1), "nearest distances 1, 1, 2, 3, ...: the second of eleven");

    [Test]
    public void NoTwoSamplesTheSame_GiveTheNumberOfPairs() =>
        Assert.That(Support(new Samples(new float[] { 0, 0, 5, 5, 9, 9 }, 2)), Is.EqualTo(3));

    [Test]
    public void SamplesThatAreNotFinite_AreOneAndTheSame()
    {
        var lost = Enumerable.Repeat(float.NaN, 2 * SampleCount).ToArray();

        Assert.That(Support(new Samples(lost, 2)), Is.EqualTo(1));
        lost.AsSpan(0, 2).Clear();
        Assert.That(Support(new Samples(lost.AsMemory(0, 6), 2)), Is.EqualTo(3), "one finite and two lost ones: one of three pairs");
    }

    [Test]
    public void TooFewSamples_LeaveItUndefined()
    {
        Assert.That(Support(new Samples(Array.Empty<float>(), 2)), Is.NaN);
        Assert.That(Support(new Samples(new float[2], 2)), Is.NaN);
        Assert.That(Support(Draw("generated", 0), float.NaN), Is.NaN);
        Assert.That(DistanceOf(new Samples(new float[2], 2)), Is.NaN);
    }

    private static float DistanceOf(Samples real) => BirthdaySupport.DuplicateDistanceSquared(Neighbourhoods.Of(real));

    private static double Support(Samples generated) => Support(generated, Distance);

    private static double Support(Samples generated, float distance) =>
        BirthdaySupport.Of(Neighbourhoods.Of(generated, Neighbourhoods.DefaultNeighbours, distance));

    private static Samples Draw(string name, int step) => Draw(Ring.Open(null!, null, default), name, step);

    private static Samples Draw(TrainingData data, string name, int step)
    {
        var values = new float[2 * SampleCount];
        data.Draw(SeedStream.FromSeed(2).Derive(name), step, values);
        return new(values, 2);
    }
}
