using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class SlicedWassersteinTest
{
    private static readonly Samples Line = Points.Of(1, 1);

    // numpy in double; here projections are rounded to float32, 6e-8 of values up to 3, and the errors of 96 samples partly cancel.
    [Test]
    public void Distance_OfTheGoldenSamples_EqualsNumpy()
    {
        var expected = Points.NumberInGolden("sliced_wasserstein_1");

        Assert.That(
            Between(Points.InGolden("fake"), Points.InGolden("real"), Points.InGolden("directions")),
            Is.EqualTo(expected).Within(1e-7 * expected));
    }

    // Of mass 1/3 at 0, 3, 9 and mass 1/2 at 1, 5: over [0, 1/3] |0-1|, to 1/2 |3-1|, to 2/3 |3-5|, to 1 |9-5|: 1/3 + 1/3 + 1/3 + 4/3.
    [TestCase(new float[] { 0, 3, 9 }, new float[] { 5, 1 }, 7 / 3.0)]
    [TestCase(new float[] { 9, 0, 3 }, new float[] { 1, 5 }, 7 / 3.0)]
    [TestCase(new float[] { 2 }, new float[] { -1, 0, 5 }, 8 / 3.0)]
    [TestCase(new float[] { -2, 2 }, new float[] { 2, -2 }, 0)]
    [TestCase(new float[] { -2, 2 }, new float[] { 0, 0 }, 2)]
    [TestCase(new float[] { -0f, 0 }, new float[] { 0, -0f }, 0)]
    [TestCase(new float[] { 1e-42f }, new float[] { -1e-42f }, 2 * (double)1e-42f)]
    [TestCase(new float[] { float.MaxValue }, new float[] { float.MinValue }, 2.0 * float.MaxValue)]
    public void Distance_OnALine_EqualsTheHandCount(float[] generated, float[] real, double expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(Points.Of(1, generated), Points.Of(1, real), Line), Is.EqualTo(expected).Within(1e-14 * expected));
            Assert.That(
                Between(Points.Of(1, real), Points.Of(1, generated), Line), Is.EqualTo(expected).Within(1e-14 * expected),
                "the other way round");
        }
    }

    // Every sample written out as often as the other side has samples makes equal numbers, which the comparer of doubles sorts.
    [TestCase(7, 5)]
    [TestCase(300, 200)]
    [TestCase(256, 257)]
    [TestCase(400, 400)]
    public void Distance_OfUnequalNumbers_EqualsTheOneOfRepeatedSamples(int generatedCount, int realCount)
    {
        var generated = Points.Normal("generated", generatedCount, 1).Map((x, _) => (2 * x) + 0.5f);
        var real = Points.Normal("real", realCount, 1);

        var first = Repeat(generated, realCount);
        var second = Repeat(real, generatedCount);
        var expected = first.Zip(second, (x, y) => Math.Abs(x - y)).Average();

        Assert.That(Between(generated, real, Line), Is.EqualTo(expected).Within(1e-12));

        static double[] Repeat(Samples samples, int times) =>
            [.. samples.Values.ToArray().Select(x => (double)x).Order().SelectMany(x => Enumerable.Repeat(x, times))];
    }

    // Every sample moves by v: |v·u| along each direction u. The mean of |cos| over the circle is 2/π = 0.637; 64 random directions know it
    // to √((1/2 - 4/π²) / 64) = 0.038; four of it.
    [Test]
    public void Shift_InThePlane_IsSeenAsTwoOverPiOfIt()
    {
        var real = Points.Normal("real", 500, 2);

        Assert.That(
            Between(real.Map((x, axis) => axis == 0 ? x + 3 : x - 4), real, SlicedWasserstein.Directions(2)) / 5,
            Is.EqualTo(2 / Math.PI).Within(0.154));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(17)]
    [TestCase(128)]
    public void Directions_AreUnitVectorsAndDiffer(int dimension)
    {
        var directions = SlicedWasserstein.Directions(dimension);

        Assert.That(directions.Count, Is.EqualTo(64));
        for (var i = 0; i < directions.Count; i++)
            Assert.That(
                directions[i].ToArray().Sum(x => (double)x * x), Is.EqualTo(1).Within(4e-7), "float32 rounding of at most 128 squares");
        Assert.That(
            Enumerable.Range(0, 64).Select(i => directions[i][0]).Distinct().Count(), dimension == 1 ? Is.EqualTo(2) : Is.EqualTo(64));
    }

    // Projections are sums of float32 products in double, rounded once: the plain loop gives the same float, the order of axes being the
    // same up to the fused rounding, 1e-16. More directions than the 16 that are taken at once.
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(13)]
    public void Projections_AlongEveryDirection_AreTheSortedScalarProducts(int dimension)
    {
        var samples = Points.Normal("samples", 301, dimension);
        var directions = SlicedWasserstein.Directions(dimension);

        var sorted = SortedProjections.Of(samples, directions);

        for (var direction = 0; direction < directions.Count; direction++)
        {
            var expected = Enumerable.Range(0, samples.Count)
                .Select(i => Enumerable.Range(0, dimension).Sum(axis => (double)samples[i][axis] * directions[direction][axis]))
                    .Order()
                    .ToArray();
            Assert.That(sorted.Along(direction).ToArray(), Is.EqualTo(expected).Within(3e-7), $"direction {direction}");
            Assert.That(sorted.Along(direction).ToArray(), Is.Ordered);
        }
    }

    [Test]
    public void Duplicates_OfAllSamples_ChangeNothing()
    {
        var (generated, real) = (Points.Normal("generated", 120, 2), Points.Normal("real", 90, 2));
        var directions = SlicedWasserstein.Directions(2);

        // N M doubles, so sums are taken in other units: rounding only.
        Assert.That(Between(generated.Repeated(3), real, directions), Is.EqualTo(Between(generated, real, directions)).Within(1e-14));
    }

    [Test]
    public void Order_OfSamples_ChangesNoBit()
    {
        var (generated, real) = (Points.Normal("generated", 400, 6), Points.Normal("real", 300, 6));
        var directions = SlicedWasserstein.Directions(6);

        Assert.That(Between(generated.Reversed(), real.Reversed(), directions), Is.EqualTo(Between(generated, real, directions)));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void NumberThatIsNotFinite_OnEitherSide_GivesNaN(float value)
    {
        var samples = Points.Normal("samples", 30, 3);
        var directions = SlicedWasserstein.Directions(3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(samples.With(40, value), samples, directions), Is.NaN);
            Assert.That(Between(samples, samples.With(40, value), directions), Is.NaN);
        }
    }

    [Test]
    public void NoSamples_OnEitherSide_GiveNaN()
    {
        var (none, one) = (Points.Of(1), Points.Of(1, 2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between(none, one, Line), Is.NaN);
            Assert.That(Between(one, none, Line), Is.NaN);
            Assert.That(Between(none, none, Line), Is.NaN);
            Assert.That(Between(one, one, Line), Is.Zero);
        }
    }

    [Test]
    public void Dimensions_ThatDiffer_AreRefused() =>
        Assert.That(
            () => Between(Points.Normal("samples", 5, 3), Points.Normal("samples", 5, 2), SlicedWasserstein.Directions(2)),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));

    private static double Between(Samples generated, Samples real, Samples directions) =>
        SlicedWasserstein.Of(generated, SortedProjections.Of(real, directions));
}
