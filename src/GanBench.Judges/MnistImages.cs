using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Judges;

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
