using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class RingTest
{
    // √½ by hand; the centres are float32, one ulp of 1 is 1.2e-7.
    [Test]
    public void Centres_OfRing8_AreTheCompassPointsAndDiagonals()
    {
        const float D = 0.70710677f;
        float[] expected = [1, 0, D, D, 0, 1, -D, D, -1, 0, -D, -D, 0, -1, D, -D];

        Assert.That(new Ring().Modes.Centres.Values.ToArray(), Is.EqualTo(expected));
    }

    // The trap of the Unrolled GAN demo and GDPP: the angle 2π taken as well as 0 gives 7.
    [Test]
    public void Centres_OfRing8_AreEightDistinctOnes()
    {
        var centres = new Ring().Modes.Centres;

        Assert.That(
            Enumerable.Range(0, centres.Count).Select(mode => (centres[mode][0], centres[mode][1])).Distinct().Count(), Is.EqualTo(8));
    }

    [Test]
    public void Ring_WithParameters_ScalesAndCounts()
    {
        var ring = new Ring(ModeCount: 4, Radius: 2, Sigma: 0.5);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ring.Modes.Centres.Values.ToArray(), Is.EqualTo(new float[] { 2, 0, 0, 2, -2, 0, 0, -2 }));
            Assert.That(ring.Modes.Sigma, Is.EqualTo(0.5));
            Assert.That(ring.ModeWeights, Is.EqualTo([0.25, 0.25, 0.25, 0.25]));
        }
    }

    [Test]
    public void Definition_OfRing8_StatesShapeAndSummary()
    {
        var ring = new Ring();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ring.SampleShape, Is.EqualTo([2]));
            Assert.That(ring.Dimension, Is.EqualTo(2));
            Assert.That(ring.Modes.Sigma, Is.EqualTo(0.01));
            Assert.That(ring.Summary, Is.EqualTo("8 Gaussians of standard deviation 0.01 at equal angles on a circle of radius 1."));
        }
    }
}
