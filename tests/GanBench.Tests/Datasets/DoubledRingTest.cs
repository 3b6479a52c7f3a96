using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class DoubledRingTest
{
    // The two codes take eight angles from 0 to 2π, both ends included; with the library's sine and cosine that gives seven places, the
    // first twice.
    [Test]
    public void Definition_OfTheDoubledRing_IsThatOfEightAnglesWithBothEnds()
    {
        var ring = new DoubledRing();
        var published = Enumerable.Range(0, 8)
            .Select(i => 2 * Math.PI * i / 7)
            .GroupBy(angle => (Math.Round(Math.Cos(angle), 6) + 0.0, Math.Round(Math.Sin(angle), 6) + 0.0))
            .ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ring.Modes.Centres.Count, Is.EqualTo(7).And.EqualTo(published.Count));
            for (var mode = 0; mode < 7; mode++)
            {
                Assert.That(ring.Modes.Centres[mode][0], Is.EqualTo(published[mode].Key.Item1).Within(1e-6));
                Assert.That(ring.Modes.Centres[mode][1], Is.EqualTo(published[mode].Key.Item2).Within(1e-6));
                Assert.That(ring.ModeWeights[mode], Is.EqualTo(published[mode].Count() / 8.0));
            }

            Assert.That(ring.Modes.Sigma, Is.EqualTo(0.01));
            Assert.That(ring.Summary, Does.Contain("endpoint doubled").And.Contain("only to compare"));
        }
    }
}
