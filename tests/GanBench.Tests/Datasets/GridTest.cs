using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class GridTest
{
    [Test]
    public void Centres_OfGrid25_AreTheEvenCoordinatesUpToFour()
    {
        float[] coordinates = [-4, -2, 0, 2, 4];
        var expected = from x in coordinates from y in coordinates select (x, y);

        var centres = new Grid().Modes.Centres;

        Assert.That(Enumerable.Range(0, centres.Count).Select(mode => (centres[mode][0], centres[mode][1])), Is.EqualTo(expected));
    }

    [Test]
    public void Grid_OfEvenSide_IsCentredOnTheOrigin() =>
        Assert.That(
            new Grid(Side: 2, Spacing: 1, Sigma: 0.1).Modes.Centres.Values.ToArray(),
            Is.EqualTo([-0.5f, -0.5f, -0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0.5f]));

    [Test]
    public void Definition_OfGrid25_StatesShapeWeightsAndSummary()
    {
        var grid = new Grid();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(grid.SampleShape, Is.EqualTo([2]));
            Assert.That(grid.Modes.Sigma, Is.EqualTo(0.05));
            Assert.That(grid.ModeWeights, Is.EqualTo(Enumerable.Repeat(0.04, 25)));
            Assert.That(grid.Summary, Is.EqualTo("25 Gaussians of standard deviation 0.05 on a 5 x 5 lattice of spacing 2."));
        }
    }
}
