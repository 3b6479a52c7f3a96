using GanBench.Randomness;
using GanBench.Statistics;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Statistics;

public sealed class ProbabilityOfImprovementTest
{
    [Test]
    public void Of_TheGoldenValues_EqualsTheIndependentOne()
    {
        var golden = Golden.Read("statistics");

        Assert.That(
            ProbabilityOfImprovement.Of(golden.Numbers("b"), golden.Numbers("a")),
            Is.EqualTo(golden.Number("probability_of_improvement_b_over_a")).Within(1e-15));
    }

    // Pairs won, ties as halves, over all pairs: 1 of 1; half of one; (2 + ½ + 0) of 6; nothing is below the worst.
    [TestCase(new[] { 2.0 }, new[] { 1.0 }, 1.0), TestCase(new[] { 8.0 }, new[] { 8.0 }, 0.5)]
    [TestCase(new[] { 3.0, 1 }, new[] { 1.0, 2, 5 }, 2.5 / 6)]
    [TestCase(new[] { double.NegativeInfinity }, new[] { double.NegativeInfinity, 0 }, 0.25)]
    public void Of_AFewScores_EqualsTheHandCount(double[] x, double[] y, double expected)
    {
        Assert.That(ProbabilityOfImprovement.Of(x, y), Is.EqualTo(expected));
        Assert.That(ProbabilityOfImprovement.Of(y, x), Is.EqualTo(1 - expected).Within(1e-15), "the other way round, what is left");
    }

    [Test]
    public void Of_NothingOrNaN_IsNaNOrAnError()
    {
        Assert.That(ProbabilityOfImprovement.Of([], [1]), Is.NaN);
        Assert.That(() => ProbabilityOfImprovement.Of([double.NaN], [1]), Throws.ArgumentException);
    }

    [Test]
    public void IntervalOf_SamplesThatDoNotOverlap_IsAPoint() =>
        Assert.That(ProbabilityOfImprovement.IntervalOf([5, 6, 7], [1, 2, 3], Bootstrap.ForTables()), Is.EqualTo(new Interval(1, 1)));

    // {0, 1} against {0, 1}: both resampled to a pair, each 00, 01, 10 or 11; of the 16 outcomes one in 16 (6 %) is 0 and one is 1.
    [Test]
    public void IntervalOf_TwoAgainstTwo_ReachesAsFarAsTheEnumeration() =>
        Assert.That(ProbabilityOfImprovement.IntervalOf([0, 1], [0, 1], Bootstrap.ForTables()), Is.EqualTo(new Interval(0, 1)));

    // Slow and obvious: every pair of resamples of 3 against 2, without ties and with them.
    [TestCase(new[] { 1.0, 4, 6 }, new[] { 3.0, 5 }), TestCase(new[] { 2.0, 2, 6 }, new[] { 2.0, 2 })]
    public void IntervalOf_ThreeAgainstTwo_EqualsTheQuantilesOfAllResamples(double[] x, double[] y)
    {
        var all = (
            from i in Enumerable.Range(0, 27)
            from j in Enumerable.Range(0, 4)
            select ProbabilityOfImprovement.Of([x[i / 9], x[i / 3 % 3], x[i % 3]], [y[j / 2], y[j % 2]])).Order().ToArray();

        var interval = ProbabilityOfImprovement.IntervalOf([.. x], [.. y], Bootstrap.ForTables());

        // Of 108 equally likely outcomes the 2.5 % point is the third lowest; no boundary between outcomes is near it, so 10,000 draws find
        // the same one.
        Assert.That((interval.Lower, interval.Upper), Is.EqualTo((all[2], all[105])));
        Assert.That(
            (all[1], all[3], all[104], all[106]), Is.EqualTo((all[2], all[2], all[105], all[105])),
            "the outcome is the same to either side");
    }

    [Test]
    public void IntervalOf_SeveralTasks_AveragesThem()
    {
        var interval = ProbabilityOfImprovement.IntervalOf(
            [([5, 6], [1, 2]), ([1, 2], [5, 6])], new Bootstrap(100, SeedStream.FromSeed(1)));

        Assert.That(interval, Is.EqualTo(new Interval(0.5, 0.5)), "always ahead on one, always behind on the other");
    }
}
