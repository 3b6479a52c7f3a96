using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class SigmaRatioTest
{
    /// <summary>τ in the plane: 1 - 4.5 e^-4.5 / (1 - e^-4.5).</summary>
    private static readonly double Kept = 1 - (4.5 * Math.Exp(-4.5) / (1 - Math.Exp(-4.5)));

    // Mode 0: (±1, 0) around their mean, squares 2 from two samples. Mode 1: mean (6, 1), squares 4 + 5 + 5 from three, the fourth is not
    // of high quality. Mode 2 has one sample only. V = (2 + 14) / (2 (1 + 2)).
    [Test]
    public void Ratio_OfFewPoints_EqualsTheHandCount()
    {
        var points = Points.Of(2, 1, 0, 6, 3, -1, 0, 4, 0, 8, 0, 50, 50, 20, 20);
        int[] modes = [0, 1, 0, 1, 1, 1, 2];
        bool[] highQuality = [true, true, true, true, true, false, true];

        Assert.That(SigmaRatio.Of(points, modes, highQuality, 3, 2), Is.EqualTo(Math.Sqrt((2 + 14) / (2.0 * 3) / Kept) / 2).Within(1e-14));
    }

    // The relative standard deviation of V at n = 400,000: that of r² within the bound, about 0.9, over √n, so the ratio knows itself to
    // half of it, 0.0008; four of it.
    [TestCase("ring8")]
    [TestCase("grid25")]
    public void PerfectSampler_ScoresOne(string name)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;
        var values = new float[800_000];
        dataset.Open(new DataLocations(null, ""), null, CancellationToken.None).Draw(SeedStream.FromSeed(0).Derive("data"), 0, values);

        Assert.That(Ratio(new(values, 2), dataset.Modes!), Is.EqualTo(1).Within(0.0032));
    }

    // At 2,500 samples: 0.9 / √2,472 / 2 = 0.009 a value, 0.0006 for the mean of 200; four of it. Divided by n instead of n - 1 it would be
    // 0.995 on the grid.
    [Test]
    public void PerfectSampler_At2500Samples_HasNoBias()
    {
        var grid = new Grid();
        var data = grid.Open(new DataLocations(null, ""), null, CancellationToken.None);

        var mean = Enumerable.Range(0, 200).Average(step =>
        {
            var values = new float[5_000];
            data.Draw(SeedStream.FromSeed(0).Derive("data"), step, values);
            return Ratio(new(values, 2), grid.Modes);
        });

        Assert.That(mean, Is.EqualTo(1).Within(0.0025));
    }

    // Half of sigma: the bound cuts off nothing any more, so ½ / √τ. A hundredth likewise.
    [TestCase(0.5)]
    [TestCase(0.01)]
    public void NarrowModes_ScoreTheirWidth(double width)
    {
        var modes = new PointModes(Points.Of(2, 0, 0), 1);

        var ratio = Ratio(Points.Normal("narrow", 100_000, 2).Map((x, _) => (float)(width * x)), modes);

        // 2 · 100,000 coordinates: standard deviation 1 / √(2 · 200,000) of the ratio, 0.0016; four of it.
        Assert.That(ratio, Is.EqualTo(width / Math.Sqrt(Kept)).Within(0.0064 * width));
    }

    [Test]
    public void UniformNoise_WithinTheBounds_ScoresTheDisc()
    {
        var values = new float[400_000];
        SeedStream.FromSeed(2).Derive("noise").Uniform(0, values);
        var noise = new Samples(values, 2).Map((x, _) => (6 * x) - 3);

        // A disc of radius 3 has variance 9/4 per axis; relative standard deviation of r² on a disc 0.58 over √157,000, half of it; four.
        Assert.That(Ratio(noise, new PointModes(Points.Of(2, 0, 0), 1)), Is.EqualTo(Math.Sqrt(2.25 / Kept)).Within(0.0045));
    }

    [TestCase(0f)]
    [TestCase(0.025f)]
    public void OnePointPerMode_ScoresZero_OnItsCentreOrBesideIt(float shift)
    {
        var grid = new Grid();

        Assert.That(Ratio(grid.Modes.Centres.Repeated(100).Map((x, _) => x + shift), grid.Modes), Is.EqualTo(0).Within(1e-12));
    }

    // Two samples at opposite points of the rim: squares 18 σ², one degree of freedom.
    [Test]
    public void OppositePoints_OfTheRim_ScoreTheMaximum() =>
        Assert.That(
            SigmaRatio.Of(Points.Of(2, 3, 0, -3, 0), [0, 0], [true, true], 1, 1), Is.EqualTo(Math.Sqrt(18 / (2 * Kept))).Within(1e-14));

    [Test]
    public void Duplicates_OfEverySample_OnlyChangeTheDivisor() =>
        Assert.That(
            SigmaRatio.Of(Points.Of(2, 1, 0, -1, 0).Repeated(3), new int[6], [true, true, true, true, true, true], 1, 1),
            Is.EqualTo(Math.Sqrt(6 / (2.0 * 5) / Kept)).Within(1e-14));

    [Test]
    public void Order_OfSamples_ChangesRoundingOnly()
    {
        var (ring, samples) = (new Ring(), Points.Normal("samples", 300, 2).Map((x, _) => x / 2));
        var near = new Samples(
            ring.Modes.Centres.Repeated(60).Values.ToArray().Zip(samples.Values.ToArray(), (x, noise) => x + (noise / 50)).ToArray(), 2);

        Assert.That(Ratio(near.Reversed(), ring.Modes), Is.EqualTo(Ratio(near, ring.Modes)).Within(1e-13).And.GreaterThan(0.5));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void SampleThatIsNotFinite_IsLeftOut(float value)
    {
        var modes = new PointModes(Points.Of(2, 0, 0), 1);

        Assert.That(Ratio(Points.Of(2, 1, 0, -1, 0, value, 0), modes), Is.EqualTo(Math.Sqrt(1 / Kept)).Within(1e-14));
    }

    [Test]
    public void ModesWithFewerThanTwoSamples_AloneOrNone_AreUndefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SigmaRatio.Of(Points.Of(2), [], [], 3, 1), Is.NaN);
            Assert.That(SigmaRatio.Of(Points.Of(2, 0, 0, 5, 5), [0, 1], [true, true], 3, 1), Is.NaN);
            Assert.That(SigmaRatio.Of(Points.Of(2, 0, 0, 1, 1), [0, 0], [true, false], 3, 1), Is.NaN);
            Assert.That(SigmaRatio.Of(Points.Of(2, float.NaN, 0), [-1], [false], 3, 1), Is.NaN);
        }
    }

    [Test]
    public void Shapes_ThatDiffer_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SigmaRatio.Of(Points.Of(2, 0, 0), [], [true], 1, 1), Throws.ArgumentException);
            Assert.That(() => SigmaRatio.Of(Points.Of(2, 0, 0), [0], [], 1, 1), Throws.ArgumentException);
        }
    }

    private static double Ratio(Samples points, PointModes modes)
    {
        var recognised = NearestMode.Recognise(points, modes);
        return SigmaRatio.Of(points, recognised.Modes.Span, recognised.HighQuality.Span, modes.Centres.Count, modes.Sigma);
    }
}
