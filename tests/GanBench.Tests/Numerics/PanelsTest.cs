using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Numerics;

[TestFixture]
public sealed class PanelsTest
{
    [Test]
    public void Samples_ThatAreNotFinite_AreLeftOut()
    {
        float[] values = [1, 2, float.NaN, 0, 3, 4, 0, float.PositiveInfinity, float.NegativeInfinity, 0, 5, 6];

        var panels = Panels.InOrder(new Samples(values, 2));

        Assert.That(panels.Count, Is.EqualTo(3));
        Assert.That(panels.PanelCount, Is.EqualTo(1));
        Assert.That(panels.CountIn(0), Is.EqualTo(3));
        Assert.That(panels.Panel(0)[..3].ToArray(), Is.EqualTo(new[] { 1f, 3, 5 }));
        Assert.That(panels.Panel(0)[32..35].ToArray(), Is.EqualTo(new[] { 2f, 4, 6 }));
        Assert.That(panels.Panel(0)[3..32].ToArray(), Is.All.EqualTo(float.PositiveInfinity));
    }

    [TestCase(1), TestCase(2), TestCase(5)]
    public void Strips_HoldEachSampleOnce(int dimension)
    {
        var samples = Draw(1_000, dimension);

        var panels = Panels.InStrips(samples);

        var packed = Enumerable.Range(0, 1_000).Select(i => string.Join(
            ' ', Enumerable.Range(0, dimension).Select(axis => panels.Panel(i / 32)[(32 * axis) + (i % 32)])));
        Assert.That(packed, Is.EquivalentTo(Enumerable.Range(0, 1_000).Select(i => string.Join(' ', samples[i].ToArray()))));
    }

    // 1,024 points in the unit square: panels of 32 in a 6 x 6 pattern have boxes of about 1/36 of its area, against nearly all of it
    // unsorted.
    [Test]
    public void Strips_KeepNeighboursTogether()
    {
        var values = new float[2_048];
        SeedStream.FromSeed(0).Derive("x").Uniform(0, values);

        var panels = Panels.InStrips(new(values, 2));

        Assert.That(Enumerable.Range(0, panels.PanelCount).Average(panel => Area(panels, panel)), Is.LessThan(1 / 25.0));
    }

    // The bounds are those of the rounded distances, to the bit; both are reached by boxes that are points.
    [TestCase(1), TestCase(2), TestCase(40)]
    public void Boxes_BoundTheDistancesOfTheirSamples(int dimension)
    {
        var panels = Panels.InStrips(Draw(320, dimension));
        var block = new float[SquaredDistances.BlockSize];
        for (var row = 0; row < panels.PanelCount; row++)
        {
            for (var column = 0; column < panels.PanelCount; column++)
            {
                SquaredDistances.Block(panels.Panel(row), panels.Panel(column), block);
                Assert.That(block.Min(), Is.GreaterThanOrEqualTo(panels.BoxOf(row).LeastSquared(panels.BoxOf(column))));
                Assert.That(block.Max(), Is.LessThanOrEqualTo(panels.BoxOf(row).MostSquared(panels.BoxOf(column))));
            }
        }
    }

    [Test]
    public void Boxes_ThatArePoints_HaveTheirDistance()
    {
        var (left, right) = (Panels.InOrder(Draw(2, 40)), Panels.InOrder(new(Draw(2, 40).Values[..40], 40)));
        var (point, other) = (right, Panels.InOrder(new(Draw(2, 40).Values[40..], 40)));
        var expected = SquaredDistances.Between(Draw(2, 40)[0], Draw(2, 40)[1]);

        Assert.That(point.BoxOf(0).LeastSquared(other.BoxOf(0)), Is.EqualTo(expected));
        Assert.That(other.BoxOf(0).MostSquared(point.BoxOf(0)), Is.EqualTo(expected));
        Assert.That(left.BoxOf(0).LeastSquared(point.BoxOf(0)), Is.Zero, "a point within the box");
        Assert.That(left.BoxOf(0).MostSquared(point.BoxOf(0)), Is.EqualTo(expected));
    }

    private static double Area(Panels panels, int panel)
    {
        var (x, y) = (panels.Panel(panel)[..32].ToArray(), panels.Panel(panel)[32..].ToArray());
        return (x.Max() - x.Min()) * (y.Max() - y.Min());
    }

    private static Samples Draw(int count, int dimension)
    {
        var values = new float[count * dimension];
        SeedStream.FromSeed(1).Derive("x").Normal(0, values);
        return new(values, dimension);
    }
}
