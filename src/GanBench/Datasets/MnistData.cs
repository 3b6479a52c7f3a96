using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>MNIST in memory. Training batches come from the train split only; the test split is for judges and metrics.</summary>
/// <param name="train">The 60,000 training images.</param>
/// <param name="test">The 10,000 test images.</param>
public sealed class MnistData(MnistSplit train, MnistSplit test) : TrainingData
{
    private readonly Lazy<ILookup<int, int>> trainIndicesByLabel = new(
        () => Enumerable.Range(0, train.Count).ToLookup(index => (int)train.Labels.Span[index]));

    /// <summary>The training images and labels.</summary>
    public MnistSplit Train => train;

    /// <summary>The test images and labels.</summary>
    public MnistSplit Test => test;

    /// <inheritdoc/>
    /// <remarks>Images are drawn with replacement, pixels in [-1, 1], shape [B, 784].</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole images.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        var chosen = new int[Count(batch)];
        stream.Integers(step, train.Count, chosen);
        Write(train, chosen, batch);
    }

    /// <inheritdoc/>
    /// <remarks>Training images of the digit are drawn with replacement.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole images.</exception>
    public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch)
    {
        int[] images = [.. trainIndicesByLabel.Value[mode]];
        var chosen = new int[Count(batch)];
        stream.Integers(step, images.Length, chosen);
        Write(train, Array.ConvertAll(chosen, index => images[index]), batch);
    }

    /// <inheritdoc/>
    /// <remarks>The first training image of the digit.</remarks>
    public override void WriteRepresentative(int mode, Span<float> sample) =>
        train.WriteImage(trainIndicesByLabel.Value[mode].First(), sample);

    /// <inheritdoc/>
    /// <remarks>The test images in a fixed random order: in the files, the first half of them is easier than the second.</remarks>
    public override Samples HeldOut(int count)
    {
        var chosen = SeedStream.FromSeed(0).Derive("held-out").Permutation(0, test.Count)[..Math.Min(count, test.Count)];
        var images = new float[chosen.Length * MnistSplit.ImageSize];
        Write(test, chosen, images);
        return new(images, MnistSplit.ImageSize);
    }

    private static int Count(Span<float> batch) => batch.Length % MnistSplit.ImageSize == 0
        ? batch.Length / MnistSplit.ImageSize
        : throw new ArgumentException(
            $"A batch of {batch.Length} numbers does not hold whole images of {MnistSplit.ImageSize}.", nameof(batch));

    private static void Write(MnistSplit split, int[] indices, Span<float> batch)
    {
        for (var i = 0; i < indices.Length; i++)
            split.WriteImage(indices[i], batch.Slice(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
    }
}
