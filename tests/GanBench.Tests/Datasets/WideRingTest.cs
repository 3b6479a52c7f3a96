using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class WideRingTest
{
    // Neighbours on a circle of radius 2 lie 4 sin(π/8) = 1.5307 apart, 10.82 standard deviations of √0.02.
    [Test]
    public void Definition_OfTheWideRing_HasD2GansGeometry()
    {
        var ring = new WideRing();
        var centres = ring.Modes.Centres;
        var gap = Math.Sqrt(Math.Pow(centres[0][0] - centres[1][0], 2) + Math.Pow(centres[0][1] - centres[1][1], 2));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(centres.Count, Is.EqualTo(8));
            Assert.That(centres[2].ToArray(), Is.EqualTo([0f, 2f]));
            Assert.That(ring.Modes.Sigma * ring.Modes.Sigma, Is.EqualTo(0.02).Within(1e-15));
            Assert.That(gap / ring.Modes.Sigma, Is.EqualTo(10.82).Within(0.005));
            Assert.That(ring.ModeWeights, Is.EqualTo(Enumerable.Repeat(0.125, 8)));
            Assert.That(ring.Summary, Does.Contain("only to compare with D2GAN and MGAN"));
        }
    }
}
