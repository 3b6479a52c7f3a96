using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class NearestModeTest
{
    // Sigma 1 and whole coordinates: every distance below is exact.
    private static readonly PointModes TwoModes = new(new Samples(new float[] { 0, 0, 6, 0 }, 2), 1);

    [TestCase(0, 0, 1, 0)]
    [TestCase(-3, 0, 1, 0, Description = "the bound of 3 sigma is included")]
    [TestCase(-3.0000002f, 0, 0, 0, Description = "the next float beyond it is not")]
    [TestCase(3, 0, 1, 0, Description = "a tie goes to the lowest index")]
    [TestCase(3.0000002f, 0, 0, 1)]
    [TestCase(6, 3, 0, 1)]
    [TestCase(7, 3, 0, 0)]
    [TestCase(float.NaN, 0, 0, 0)]
    [TestCase(0, float.NaN, 0, 0)]
    [TestCase(float.PositiveInfinity, 0, 0, 0)]
    [TestCase(float.MaxValue, float.MinValue, 0, 0)]
    public void Sample_AtAPlace_CountsForItsMode(float x, float y, int first, int second)
    {
        var counts = NearestMode.Count(new Samples(new[] { x, y }, 2), TwoModes);

        Assert.That(counts.HighQuality, Is.EqualTo([first, second]));
        Assert.That(counts.SampleCount, Is.EqualTo(1));
    }

    [Test]
    public void Duplicates_OfASample_CountEachTime()
    {
        var counts = NearestMode.Count(new Samples(new float[] { 6, 1, 6, 1, 6, 1 }, 2), TwoModes);

        Assert.That(counts.HighQuality, Is.EqualTo([0, 3]));
    }

    [Test]
    public void Order_OfSamples_IsIrrelevant()
    {
        var forth = NearestMode.Count(new Samples(new[] { 0, 1, 6, 2, 50, 50, 1, 1, float.NaN, 0 }, 2), TwoModes);
        var back = NearestMode.Count(new Samples(new[] { float.NaN, 0, 1, 1, 50, 50, 6, 2, 0, 1 }, 2), TwoModes);

        Assert.That(back.HighQuality, Is.EqualTo(forth.HighQuality));
        Assert.That(back.SampleCount, Is.EqualTo(forth.SampleCount).And.EqualTo(5));
    }

    [Test]
    public void NoSamples_GiveZeroCounts()
    {
        var counts = NearestMode.Count(new Samples(Array.Empty<float>(), 2), TwoModes);

        Assert.That(counts.HighQuality, Is.EqualTo([0, 0]));
        Assert.That(counts.SampleCount, Is.Zero);
    }

    [Test]
    public void Dimensions_ThatDiffer_AreRefused() =>
        Assert.That(
            () => NearestMode.Count(new Samples(new float[3], 3), TwoModes),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Sigma_OutOfRange_IsRefused(double sigma) =>
        Assert.That(
            () => NearestMode.Count(new Samples(new float[2], 2), TwoModes with { Sigma = sigma }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
}
