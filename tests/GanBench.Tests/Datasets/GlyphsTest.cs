using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class GlyphsTest
{
    [Test]
    public void Definition_OfGlyphs_StatesShapeWeightsAndThatTheyAreSynthetic()
    {
        var glyphs = new Glyphs();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(glyphs.SampleShape, Is.EqualTo([1, 28, 28]));
            Assert.That(glyphs.ModeWeights, Is.EqualTo(Enumerable.Repeat(0.1, 10)));
            Assert.That(glyphs.Modes, Is.Null);
            Assert.That(glyphs.Judge, Does.StartWith("glyphs-"));
            Assert.That(glyphs.Summary, Does.StartWith("Synthetic digits"));
            Assert.That(glyphs.Open(new DataLocations(null, "", Offline: true), null, default), Is.InstanceOf<GlyphData>());
        }
    }
}
