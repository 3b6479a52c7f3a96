using GanBench.Metrics;

namespace GanBench.Tests.Metrics;

public class MetricScaleTest
{
    [TestCase(Direction.HigherIsBetter, 0), TestCase(Direction.LowerIsBetter, 4), TestCase(Direction.OneIsBest, 4)]
    public void Worst_IsTheEndOfTheRangeThatIsNotAimedFor(Direction direction, double worst) => Assert.That(new MetricScale(0, 4, direction).Worst, Is.EqualTo(worst));

    [TestCase(Direction.HigherIsBetter, 3, 2), TestCase(Direction.LowerIsBetter, 2, 3), TestCase(Direction.OneIsBest, 0.8, 1.5), TestCase(Direction.OneIsBest, 1.5, 0)]
    public void Rank_OfABetterValue_IsHigher(Direction direction, double better, double worse)
    {
        var scale = new MetricScale(0, double.PositiveInfinity, direction);

        Assert.That(scale.Rank(better), Is.GreaterThan(scale.Rank(worse)));
        Assert.That(scale.Rank(double.NaN), Is.EqualTo(double.NegativeInfinity), "nothing is below what is undefined");
    }
}
