using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Training.Judges;

/// <summary>Images of one channel with their digits: what a judge learns from, and what it is tested on.</summary>
internal abstract class LabelledImages
{
    /// <summary>Draws images to learn from.</summary>
    /// <param name="stream">Source of randomness; the same stream and step give the same images.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="images">Filled with whole images in [-1, 1], shape [B, 784].</param>
    /// <param name="labels">Filled with their digits, shape [B].</param>
    public abstract void Draw(SeedStream stream, long step, Span<float> images, Span<int> labels);

    /// <summary>Real images that were never learned from, with their digits.</summary>
    public abstract (Samples Images, int[] Labels) Test();
}

/// <summary>MNIST: learned from the train split, drawn with replacement; tested on the whole test split.</summary>
/// <param name="data">MNIST.</param>
internal sealed class MnistImages(MnistData data) : LabelledImages
{
    /// <inheritdoc/>
    public override void Draw(SeedStream stream, long step, Span<float> images, Span<int> labels)
    {
        stream.Integers(step, data.Train.Count, labels);
        for (var i = 0; i < labels.Length; i++)
        {
            var chosen = labels[i];
            data.Train.WriteImage(chosen, images.Slice(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
            labels[i] = data.Train.Labels.Span[chosen];
        }
    }

    /// <inheritdoc/>
    public override (Samples Images, int[] Labels) Test()
    {
        var (images, labels) = (new float[data.Test.Count * MnistSplit.ImageSize], new int[data.Test.Count]);
        for (var i = 0; i < labels.Length; i++)
        {
            data.Test.WriteImage(i, images.AsSpan(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
            labels[i] = data.Test.Labels.Span[i];
        }

        return (new Samples(images, MnistSplit.ImageSize), labels);
    }
}

/// <summary>Glyphs: every image is drawn once; the test images come from a stream of their own.</summary>
internal sealed class GlyphImages : LabelledImages
{
    private const int TestImages = 10_000;

    /// <inheritdoc/>
    public override void Draw(SeedStream stream, long step, Span<float> images, Span<int> labels) => GlyphData.DrawLabelled(stream, step, images, labels);

    /// <inheritdoc/>
    public override (Samples Images, int[] Labels) Test()
    {
        var (images, labels) = (new float[TestImages * MnistSplit.ImageSize], new int[TestImages]);
        GlyphData.DrawLabelled(SeedStream.FromSeed(0).Derive("judge").Derive("test"), 0, images, labels);
        return (new Samples(images, MnistSplit.ImageSize), labels);
    }
}
