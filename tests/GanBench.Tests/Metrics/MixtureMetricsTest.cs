using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Metrics;

/// <summary>All mode metrics together, on the control distributions whose scores are known.</summary>
[TestFixture]
public sealed class MixtureMetricsTest
{
    private const int SampleCount = 2_500;
    private const int Repetitions = 200;

    [Test]
    public void Metrics_OfTheGoldenCollapsedRing_EqualNumpy()
    {
        var golden = Golden.Read("ring8");
        var points = golden.Numbers("points").Select(x => (float)x).ToArray();
        var ring = new Ring();

        var counts = NearestMode.Count(new Samples(points, 2), ring.Modes);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.HighQuality, Is.EqualTo(golden.Numbers("counts")));
            Assert.That(counts.SampleCount, Is.EqualTo(400));
            Assert.That(ModesCaptured.Of(counts), Is.EqualTo(golden.Number("modes_captured")));
            Assert.That(ModesAtShare.Of(counts, ring.ModeWeights), Is.EqualTo(golden.Number("modes_at_share")));
            Assert.That(HighQualityShare.Of(counts), Is.EqualTo(golden.Number("high_quality_share")));

            // Both sides are double; only logarithm and order of terms differ.
            Assert.That(ReverseKl.Of(counts, ring.ModeWeights), Is.EqualTo(golden.Number("reverse_kl_uniform")).Within(1e-14));
        }
    }

    // 1 - exp(-4.5) = 0.988891. Standard deviation over 400,000 samples: 0.000166; four of it. float32 coordinates move
    // a sample by at most 1e-5 sigma on the grid, 3e-8 of the share.
    [TestCase("ring8")]
    [TestCase("grid25")]
    public void HighQualityShare_OfThePerfectSampler_EqualsTheClosedForm(string name)
    {
        var dataset = Known(name);

        var share = HighQualityShare.Of(NearestMode.Count(Draw(dataset, 0, 400_000), dataset.Modes!));

        Assert.That(share, Is.EqualTo(1 - Math.Exp(-4.5)).Within(0.00066));
    }

    // The floor (K - 1) / (2 n) at n = 2,472: 0.001416 and 0.004854. 2nKL is chi-square with K - 1 degrees of freedom, so the mean of
    // 200 repetitions has standard deviation √(2(K - 1)) / (2n) / √200: 0.000054 and 0.000099; four of each.
    [TestCase("ring8", 0.001416, 0.00022)]
    [TestCase("grid25", 0.004854, 0.0004)]
    public void ReverseKl_OfThePerfectSampler_IsTheSamplingFloor(string name, double floor, double tolerance)
    {
        var dataset = Known(name);

        var mean = Enumerable.Range(0, Repetitions)
            .Average(step => ReverseKl.Of(NearestMode.Count(Draw(dataset, step), dataset.Modes!), dataset.ModeWeights));

        Assert.That(mean, Is.EqualTo(floor).Within(tolerance));
    }

    // Chance of a mode to hold 25 of 2,500 samples at an expectation of 98.9: the Poisson tail is below 1e-17.
    [TestCase("ring8", 8)]
    [TestCase("grid25", 25)]
    public void Modes_OfThePerfectSampler_AreAllThere(string name, int modes)
    {
        var dataset = Known(name);

        var counts = NearestMode.Count(Draw(dataset, 0), dataset.Modes!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ModesCaptured.Of(counts), Is.EqualTo(modes));
            Assert.That(ModesAtShare.Of(counts, dataset.ModeWeights), Is.EqualTo(modes));
        }
    }

    // Of the discs of radius 0.15 in the square [-4, 4]², 9 are whole, 12 on the edges are halves and 4 at the corners are quarters; a
    // disc is hit by Poisson numbers of points. One repetition has a standard deviation of √(Σ p (1 - p)) = 1.95, the mean of 200
    // of 0.138; four of it. protocols.md simulated 19.1 with 40 repetitions, standard deviation 0.31.
    [Test]
    public void ModesCaptured_OfUniformNoiseOnTheGrid_EqualsTheExpectedHits()
    {
        var grid = new Grid();
        var disc = Math.PI * 0.15 * 0.15 / 64 * SampleCount;
        var expected = (9 * (1 - Math.Exp(-disc))) + (12 * (1 - Math.Exp(-disc / 2))) + (4 * (1 - Math.Exp(-disc / 4)));

        var counts = Enumerable.Range(0, Repetitions).Select(step => NearestMode.Count(Noise(step), grid.Modes)).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected, Is.EqualTo(19.1).Within(0.4), "protocols.md");
            Assert.That(counts.Average(count => ModesCaptured.Of(count)), Is.EqualTo(expected).Within(0.55));
            Assert.That(counts.Max(count => ModesAtShare.Of(count, grid.ModeWeights)), Is.Zero);
        }
    }

    private static Dataset Known(string name) => KnownDatasets.All.Single(known => known.Name == name).Default;

    private static Samples Draw(Dataset dataset, long step, int count = SampleCount)
    {
        var values = new float[count * dataset.Dimension];
        dataset.Open(new DataLocations(null, ""), null, CancellationToken.None).Draw(SeedStream.FromSeed(0).Derive("data"), step, values);
        return new(values, dataset.Dimension);
    }

    private static Samples Noise(long step)
    {
        var values = new float[2 * SampleCount];
        SeedStream.FromSeed(0).Derive("noise").Uniform(step, values);
        return new(values.Select(x => (8 * x) - 4).ToArray(), 2);
    }
}
