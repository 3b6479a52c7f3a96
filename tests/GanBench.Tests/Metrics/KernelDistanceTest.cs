using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class KernelDistanceTest
{
    // Both sides are double; only the order of sums differs.
    [Test]
    public void Distance_OfTheGoldenSamples_EqualsNumpy() =>
        Assert.That(
            Between(Points.InGolden("fake"), Points.InGolden("real")),
            Is.EqualTo(Points.NumberInGolden("kid_cubic_unbiased")).Within(1e-12));

    // The definition, pair by pair. Dimensions around a panel of eight and a row of four, counts around a block of 256. Means of k are of
    // the order of 10: 1e-12 is rounding.
    [TestCase(2, 2, 1)]
    [TestCase(255, 256, 2)]
    [TestCase(257, 100, 7)]
    [TestCase(30, 600, 8)]
    [TestCase(120, 90, 9)]
    [TestCase(40, 50, 37)]
    public void Distance_OfAnySamples_EqualsTheSumOverPairs(int generatedCount, int realCount, int dimension)
    {
        var generated = Points.Normal("generated", generatedCount, dimension).Map((x, axis) => (1.2f * x) + (axis / 8f));
        var real = Points.Normal("real", realCount, dimension).Map((x, _) => x + 0.3f);

        Assert.That(Between(generated, real), Is.EqualTo(OverPairs(generated, real)).Within(1e-12));
    }

    // Two points a and b, each many times over: k(a, a) + k(b, b) - 2 k(a, b) = 2³ + 5³ - 2 · 1³ with a = (1, 1) and b = (2, -2).
    [Test]
    public void Points_WithoutSpread_EqualTheHandCount() =>
        Assert.That(
            Between(Points.Of(2, 1, 1).Repeated(5), Points.Of(2, 2, -2).Repeated(3)), Is.EqualTo(8 + 125 - 2).Within(1e-11));

    // One dimension, samples ±1 against ±2: means of different own pairs (1 - 1)³ = 0 and (1 - 4)³ = -27, of pairs across (27 - 1) / 2 =
    // 13.
    [Test]
    public void Distance_MayLieBelowZero() =>
        Assert.That(Between(Points.Of(1, -1, 1), Points.Of(1, -2, 2)), Is.EqualTo(0 - 27 - 26).Within(1e-12));

    // Without bias: the mean over repetitions is 0. The tolerance is four standard errors of the very values.
    [Test]
    public void PerfectSampler_ScoresZeroOnAverage()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(
            step => Between(Points.Normal("generated", 60, 3, step), Points.Normal("real", 50, 3, step)))];

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length / values.Length);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.Zero.Within(4 * error));
            Assert.That(error, Is.LessThan(0.02), "or the test says nothing: collapse to the mean scores 0.5");
            Assert.That(values.Count(value => value < 0), Is.InRange(100, 300));
        }
    }

    // Real samples N(0, I) in two dimensions: E k = E (1 + x·y / 2)³ = 1 + 3 E (x·y)² / 4 = 2.5. At the mean k = 1 with everything.
    [Test]
    public void Collapse_ToTheMean_ScoresTheVarianceItLacks() =>
        Assert.That(Between(Points.Of(2, 0, 0).Repeated(100), Points.Normal("real", 4_000, 2)), Is.EqualTo(1.5).Within(0.2));

    [Test]
    public void Order_OfSamples_ChangesRoundingOnly()
    {
        var (generated, real) = (Points.Normal("generated", 400, 6), Points.Normal("real", 300, 6));

        Assert.That(Between(generated.Reversed(), real.Reversed()), Is.EqualTo(Between(generated, real)).Within(1e-13));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void NumberThatIsNotFinite_OnEitherSide_GivesNaN(float value)
    {
        var samples = Points.Normal("samples", 30, 3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(samples.With(40, value), samples), Is.NaN);
            Assert.That(Between(samples, samples.With(40, value)), Is.NaN);
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    public void FewerThanTwoSamples_OnEitherSide_GiveNaN(int count)
    {
        var samples = Points.Normal("samples", 30, 3);
        var few = Points.Normal("samples", count, 3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(few, samples), Is.NaN);
            Assert.That(Between(samples, few), Is.NaN);
        }
    }

    [Test]
    public void LargestNumbers_DoNotOverflow() =>
        Assert.That(
            Between(Points.Of(2, float.MaxValue, 0, float.MaxValue, 1), Points.Normal("real", 30, 2)),
            Is.GreaterThan(1e229).And.LessThan(double.PositiveInfinity));

    [Test]
    public void Dimensions_ThatDiffer_AreRefused() =>
        Assert.That(
            () => Between(Points.Normal("samples", 5, 3), Points.Normal("samples", 5, 2)),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));

    private static double Between(Samples generated, Samples real) => KernelDistance.Of(CubicMoments.Of(generated), CubicMoments.Of(real));

    private static double OverPairs(Samples generated, Samples real) =>
        MeanOverPairs(generated, generated) + MeanOverPairs(real, real) - (2 * MeanOverPairs(generated, real));

    private static double MeanOverPairs(Samples first, Samples second)
    {
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < first.Count; i++)
        {
            for (var j = 0; j < second.Count; j++)
            {
                if (ReferenceEquals(first, second) && i == j)
                    continue;
                var product = 0.0;
                for (var axis = 0; axis < first.Dimension; axis++)
                    product += (double)first[i][axis] * second[j][axis];
                sum += Math.Pow((product / first.Dimension) + 1, 3);
                pairs++;
            }
        }

        return sum / pairs;
    }
}
