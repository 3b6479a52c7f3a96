using GanBench.Definitions;
using GanBench.Metrics;

namespace GanBench.Tests.Definitions;

public class MetricScaleTest
{
    [TestCase(Direction.HigherIsBetter, 3, 2)]
    [TestCase(Direction.LowerIsBetter, 2, 3)]
    [TestCase(Direction.TargetIsBest, 0.8, 1.5)]
    [TestCase(Direction.TargetIsBest, 1.5, 0)]
    public void Rank_OfABetterValue_IsHigher(Direction direction, double better, double worse)
    {
        var scale = new MetricScale(0, double.PositiveInfinity, direction);

        Assert.That(scale.Rank(better), Is.GreaterThan(scale.Rank(worse)));
        Assert.That(scale.Rank(double.NaN), Is.EqualTo(double.NegativeInfinity), "nothing is below what is undefined");
    }

    // A perfect sampler in the plane has 98.889 % of its samples within three standard deviations; one point per mode has them all, and is
    // no better for it.
    [Test]
    public void Rank_OfHighQuality_IsHighestAtThePerfectSamplersShare()
    {
        var scale = KnownMetrics.Definitions.Single(metric => metric.Name == "high-quality-share").Scale!;

        Assert.That(scale.Rank(0.9889), Is.GreaterThan(scale.Rank(1)));
        Assert.That(scale.Rank(1), Is.GreaterThan(scale.Rank(0.9)));
    }

    [Test]
    public void Support_OrdersNoTechniques() =>
        Assert.That(
            KnownMetrics.Definitions.Single(metric => metric.Name == "birthday-support").Scale!.IsOrdered, Is.False,
            "noise has the largest support of all");
}
