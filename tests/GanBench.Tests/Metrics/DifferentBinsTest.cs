using GanBench.Controls;
using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class DifferentBinsTest
{
    private const int SampleCount = 2_500;

    // Counts of 100 on either side, z by hand: 60 and 46 of 100 give 0.14 / √(2 · 0.53 · 0.47 / 100) = 1.983, 60 and 47 give 1.843.
    [TestCase(60, 46, true)]
    [TestCase(46, 60, true)]
    [TestCase(60, 47, false)]
    [TestCase(0, 0, false)]
    [TestCase(100, 100, false)]
    [TestCase(0, 100, true)]
    [TestCase(0, 3, false)]
    [TestCase(0, 4, true)]
    public void Shares_Differ_BeyondTheCriticalValue(int x, int y, bool expected) =>
        Assert.That(DifferentBins.Differ(x, 100, y, 100), Is.EqualTo(expected));

    // 25 of 1,000 and 90 of 2,000: pooled 115/3,000, z = -0.02 / √(0.03833 · 0.96167 · 0.0015) = -2.690.
    [Test]
    public void Shares_OfUnequalNumbers_AreTestedWithBoth()
    {
        Assert.That(DifferentBins.Differ(25, 1_000, 90, 2_000), Is.True);
        Assert.That(DifferentBins.Differ(25, 1_000, 77, 2_000), Is.False, "z = -1.923");
        Assert.That(DifferentBins.Differ(25, 1_000, 78, 2_000), Is.True, "z = -1.985");
    }

    // The level of the test, 0.05 of the bins. It is not exact for counts near 25 that moved the centres: between 0.03 and 0.06 over 40
    // pairs of samples of 100 bins each, whose standard error is below 0.005.
    [TestCase("ring8")]
    [TestCase("grid25")]
    public void Share_OfAPerfectSampler_IsTheLevelOfTheTest(string name)
    {
        var data = Open(name);

        var mean = Enumerable.Range(0, 40).Average(step =>
            DifferentBins.Of(Draw(data, "generated", step), DifferentBins.BinsOf(Draw(data, "real", step))));

        Assert.That(mean, Is.InRange(0.03, 0.06));
    }

    [TestCase("ring8", "single-mode")]
    [TestCase("grid25", "single-mode")]
    [TestCase("ring8", "one-point-per-mode")]
    [TestCase("grid25", "one-point-per-mode")]
    [TestCase("ring8", "continuous-circle")]
    public void Share_UnderCollapse_IsNearOne(string datasetName, string controlName)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == datasetName).Default;
        var data = dataset.Open(null!, null, default);
        var samples = new float[2 * SampleCount];
        KnownControls.All.Single(control => control.Name == controlName).Draw(dataset, data, SeedStream.FromSeed(0), samples);

        Assert.That(DifferentBins.Of(new Samples(samples, 2), DifferentBins.BinsOf(data.HeldOut(SampleCount))), Is.InRange(0.93, 1));
    }

    [TestCase(10_000, 100)]
    [TestCase(2_500, 100)]
    [TestCase(2_499, 99)]
    [TestCase(50, 2)]
    public void Bins_OfManySamples_AreOneForEveryTwentyFive(int realCount, int expected) =>
        Assert.That(DifferentBins.BinsOf(Open("ring8").HeldOut(realCount)).Counts, Has.Length.EqualTo(expected));

    [Test]
    public void Share_IsUndefined_WithoutSamplesOrWithoutBins()
    {
        var data = Open("ring8");
        var bins = DifferentBins.BinsOf(data.HeldOut(SampleCount));

        Assert.That(DifferentBins.Of(new Samples(Array.Empty<float>(), 2), bins), Is.NaN);
        Assert.That(DifferentBins.Of(data.HeldOut(100), DifferentBins.BinsOf(data.HeldOut(49))), Is.NaN);
        Assert.That(DifferentBins.Of(data.HeldOut(100), DifferentBins.BinsOf(new(new float[5_000], 2))), Is.NaN, "all at one point");
    }

    // In no bin, all of 2,500 samples leave every bin empty; the smallest bins of the real side hold too few to tell.
    [Test]
    public void SamplesThatAreNotFinite_LieInNoBin()
    {
        var bins = DifferentBins.BinsOf(Open("ring8").HeldOut(SampleCount));
        var lost = Enumerable.Repeat(float.NaN, 2 * SampleCount).ToArray();

        Assert.That(bins.Count(new Samples(lost, 2)), Is.All.Zero);
        Assert.That(DifferentBins.Of(new Samples(lost, 2), bins), Is.InRange(0.95, 1));
    }

    private static TrainingData Open(string name) =>
        KnownDatasets.All.Single(known => known.Name == name).Default.Open(null!, null, default);

    private static Samples Draw(TrainingData data, string name, int step)
    {
        var values = new float[2 * SampleCount];
        data.Draw(SeedStream.FromSeed(5).Derive(name), step, values);
        return new(values, 2);
    }
}
