using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class StackedMnistTest
{
    // Shares of the train split: 5,923 zeros, 6,742 ones, 5,421 fives of 60,000.
    [Test]
    public void Definition_OfStackedMnist_MultipliesTheDigitsShares()
    {
        var stacked = new StackedMnist();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stacked.SampleShape, Is.EqualTo([3, 28, 28]));
            Assert.That(stacked.ModeWeights, Has.Length.EqualTo(1000));
            Assert.That(stacked.ModeWeights.Sum(), Is.EqualTo(1).Within(1e-12));
            Assert.That(
                stacked.ModeWeights[510], Is.EqualTo(5421 / 60_000.0 * (6742 / 60_000.0) * (5923 / 60_000.0)).Within(1e-18),
                "5 in channel 0, 1 in channel 1, 0 in channel 2");
            Assert.That(stacked.Modes, Is.Null);
            Assert.That(stacked.Judge, Is.EqualTo(new Mnist().Judge));
        }
    }

    [Test]
    public void Definition_OfStackedGlyphs_HasAThousandEqualModes()
    {
        var stacked = new StackedGlyphs();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stacked.SampleShape, Is.EqualTo([3, 28, 28]));
            Assert.That(stacked.ModeWeights, Has.Length.EqualTo(1000).And.All.EqualTo(0.001).Within(1e-18));
            Assert.That(stacked.Judge, Is.EqualTo(new Glyphs().Judge));
            Assert.That(stacked.Open(new DataLocations(null, "", Offline: true), null, default), Is.InstanceOf<StackedData>());
        }
    }
}
