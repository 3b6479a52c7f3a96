using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class FrechetTest
{
    // scipy's matrix root against eigenvalues of a symmetric matrix, both in double: far inside the 1e-4 that is asked for.
    [Test]
    public void Distance_OfTheGoldenSamples_EqualsScipy() =>
        Assert.That(Between(Points.InGolden("fake"), Points.InGolden("real")), Is.EqualTo(Points.NumberInGolden("frechet")).Within(1e-10));

    // Two by two: Tr (A B)^½ = √(Tr A B + 2 √(det A det B)).
    [TestCase(2, 2)]
    [TestCase(300, 7)]
    [TestCase(1_000, 1_500)]
    public void Distance_InThePlane_EqualsTheClosedForm(int generatedCount, int realCount)
    {
        var generated = Points.Normal("generated", generatedCount, 2).Map((x, axis) => axis == 0 ? 3 * x : x + 1);
        var real = Points.Normal("real", realCount, 2).Map((x, axis) => axis == 0 ? x : (2 * x) - 1);

        var (m, a) = Moments(generated);
        var (n, b) = Moments(real);
        var mean = ((m.X - n.X) * (m.X - n.X)) + ((m.Y - n.Y) * (m.Y - n.Y));
        var traceOfProduct = (a.XX * b.XX) + (2 * a.XY * b.XY) + (a.YY * b.YY);
        var determinants = Math.Max((a.XX * a.YY) - (a.XY * a.XY), 0) * Math.Max((b.XX * b.YY) - (b.XY * b.XY), 0);
        var expected = mean + a.XX + a.YY + b.XX + b.YY - (2 * Math.Sqrt(traceOfProduct + (2 * Math.Sqrt(determinants))));

        // A covariance of two samples is singular: the root of an eigenvalue of rounding size, 1e-16, is 1e-8.
        Assert.That(Between(generated, real), Is.EqualTo(expected).Within(generatedCount == 2 ? 1e-6 : 1e-12));
    }

    // Pairs at ±s on each axis have a diagonal covariance, 2 s² / (2 F - 1), so the distance is Σ (s - t)² 2 / (2 F - 1). More features
    // than fit one panel of eight, and a row of four that is not full.
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(11)]
    [TestCase(64)]
    public void Distance_OfDiagonalCovariances_EqualsTheClosedForm(int dimension)
    {
        var expected = 0.0;
        for (var axis = 0; axis < dimension; axis++)
            expected += Math.Pow(Spread(axis) - 3, 2) * 2 / ((2 * dimension) - 1);

        Assert.That(Between(Cross(dimension, Spread), Cross(dimension, _ => 3)), Is.EqualTo(expected).Within(1e-11 * expected));

        static float Spread(int axis) => 1 + (axis / 4f);
    }

    [Test]
    public void Shift_OfAllSamples_AddsItsSquare()
    {
        var real = Cross(3, _ => 1);

        // 3² + 4²; what is left is the root of rounding errors, 1e-8 for each dimension.
        Assert.That(Between(real.Map((x, axis) => axis == 0 ? x + 3 : axis == 1 ? x - 4 : x), real), Is.EqualTo(25).Within(1e-7));
    }

    // A point has no covariance: what is left is the distance of the means and the trace of the real covariance, 3 · 2 · 4 / 5.
    [Test]
    public void Collapse_ToOnePoint_LeavesMeanAndTrace()
    {
        var point = Points.Of(3, 1, 2, 2).Repeated(50);

        Assert.That(Between(point, Cross(3, _ => 2)), Is.EqualTo(9 + 4.8).Within(1e-7));
    }

    [Test]
    public void SameSamples_OnBothSides_AreAtZero()
    {
        var samples = Points.Normal("same", 500, 20);

        Assert.That(Between(samples, samples), Is.InRange(0, 1e-6));
    }

    // The unbiased covariance of samples that all come twice is 2 (N - 1) / (2 N - 1) of the one before.
    [Test]
    public void Duplicates_OfEverySample_OnlyChangeTheDivisor()
    {
        var once = Cross(1, _ => 3);
        var real = Cross(1, _ => 1);

        // One dimension: (σ - τ)², with variances 18 -> 36 / 3 = 12 and 2.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(once, real), Is.EqualTo(Math.Pow(Math.Sqrt(18) - Math.Sqrt(2), 2)).Within(1e-12));
            Assert.That(Between(once.Repeated(2), real), Is.EqualTo(Math.Pow(Math.Sqrt(12) - Math.Sqrt(2), 2)).Within(1e-12));
        }
    }

    [Test]
    public void Order_OfSamples_ChangesRoundingOnly()
    {
        var (generated, real) = (Points.Normal("generated", 400, 6), Points.Normal("real", 300, 6));

        Assert.That(Between(generated.Reversed(), real.Reversed()), Is.EqualTo(Between(generated, real)).Within(1e-12));
    }

    // σ² (F + F (F + 1) / 4) (1/N + 1/M) = 3.5 · 0.01 at F = 2 and N = M = 200, to first order in 1/N: the next order is 1 % of it. One
    // value scatters by about 0.7 of its mean (7 degrees of freedom and fewer), the mean of 400 by 3.5 %; four of it, and the 1 %.
    [Test]
    public void PerfectSampler_ScoresTheFloor()
    {
        var mean = Enumerable.Range(0, 400).Average(
            step => Between(Points.Normal("generated", 200, 2, step), Points.Normal("real", 200, 2, step)));

        Assert.That(mean, Is.EqualTo(0.035).Within(0.15 * 0.035));
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
            Between(Points.Of(2, float.MaxValue, 0, float.MinValue, 1, 0, float.MaxValue), Cross(2, _ => 1)),
            Is.GreaterThan(1e76).And.LessThan(double.PositiveInfinity));

    [Test]
    public void Dimensions_ThatDiffer_AreRefused() =>
        Assert.That(
            () => Between(Points.Normal("samples", 5, 3), Points.Normal("samples", 5, 2)),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));

    private static double Between(Samples generated, Samples real) => Frechet.Of(generated, FrechetReference.Of(real));

    private static Samples Cross(int dimension, Func<int, float> spread)
    {
        var values = new float[2 * dimension * dimension];
        for (var axis = 0; axis < dimension; axis++)
        {
            values[(2 * axis * dimension) + axis] = spread(axis);
            values[(((2 * axis) + 1) * dimension) + axis] = -spread(axis);
        }

        return new(values, dimension);
    }

    private static ((double X, double Y) Mean, (double XX, double XY, double YY) Covariance) Moments(Samples samples)
    {
        var points = Enumerable.Range(0, samples.Count).Select(i => (X: (double)samples[i][0], Y: (double)samples[i][1])).ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return (
            (x, y),
            (Covariance(p => p.X - x, p => p.X - x), Covariance(p => p.X - x, p => p.Y - y), Covariance(p => p.Y - y, p => p.Y - y)));

        double Covariance(Func<(double X, double Y), double> a, Func<(double X, double Y), double> b) =>
            points.Sum(point => a(point) * b(point)) / (points.Length - 1);
    }
}
