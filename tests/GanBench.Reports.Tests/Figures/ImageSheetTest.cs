using GanBench.Experiments.Records;
using GanBench.Reports.Figures;

namespace GanBench.Reports.Tests.Figures;

public class ImageSheetTest
{
    [Test]
    public void Tile_SevenImages_MakesTwoRowsOfSixOnWhite()
    {
        var (pixels, width, height, channels) = ImageSheet.Tile(new SampleSheet([1, 1, 1], [], [1, 2, 3, 4, 5, 6, 7]));

        Assert.That((width, height, channels), Is.EqualTo((16, 4, 1)));
        Assert.That(pixels[..16], Is.EqualTo(new byte[] { 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255, 5, 255, 255, 6 }));
        Assert.That((pixels[48], pixels[51]), Is.EqualTo(((byte)7, (byte)255)));
    }

    // One image of three channels and 1 x 2 pixels: planes (1, 2), (3, 4), (5, 6) interleave to (1, 3, 5), (2, 4, 6).
    [Test]
    public void Tile_ColourPlanes_Interleaves() => Assert.That(
        ImageSheet.Tile(new SampleSheet([3, 1, 2], [], [1, 2, 3, 4, 5, 6])).Pixels[..6], Is.EqualTo(new byte[] { 1, 3, 5, 2, 4, 6 }));

    [Test]
    public void Tile_Points_Throws() => Assert.That(() => ImageSheet.Tile(new SampleSheet([2], [1, 2], [1])), Throws.ArgumentException);

    [Test]
    public void ToSvg_EmbedsTheImagesAndSaysWhereThereAreNone()
    {
        var svg = new ImageSheet(
            "mnist", [new("ns-gan", "", new SampleSheet([1, 2, 2], [], [0, 85, 170, 255])), new("wgan-gp", "", null)]).ToSvg();

        Assert.That(
            ModeScatterTest.Elements(svg, "image").Single().Attribute("href")!.Value, Does.StartWith("data:image/png;base64,iVBORw0KGgo"));
        Assert.That(svg, Does.Contain("no samples"));
    }
}
