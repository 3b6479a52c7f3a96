using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Judges;

/// <summary>Glyphs: every image is drawn once; the test images come from a stream of their own.</summary>
internal sealed class GlyphImages : LabelledImages
{
    private const int TestImages = 10_000;

    /// <inheritdoc/>
    public override void Draw(SeedStream stream, long step, Span<float> images, Span<int> labels) =>
        GlyphData.DrawLabelled(stream, step, images, labels);

    /// <inheritdoc/>
    public override (Samples Images, int[] Labels) Test()
    {
        var (images, labels) = (new float[TestImages * MnistSplit.ImageSize], new int[TestImages]);
        GlyphData.DrawLabelled(SeedStream.FromSeed(0).Derive("judge").Derive("test"), 0, images, labels);
        return (new Samples(images, MnistSplit.ImageSize), labels);
    }
}
