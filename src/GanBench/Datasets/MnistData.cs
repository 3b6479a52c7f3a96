using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>MNIST in memory. Training batches come from the train split only; the test split is for judges and metrics.</summary>
/// <param name="train">The 60,000 training images.</param>
/// <param name="test">The 10,000 test images.</param>
public sealed class MnistData(MnistSplit train, MnistSplit test) : TrainingData
{
    /// <summary>The training images and labels.</summary>
    public MnistSplit Train => train;

    /// <summary>The test images and labels.</summary>
    public MnistSplit Test => test;

    /// <inheritdoc/>
    /// <remarks>Images are drawn with replacement, pixels in [-1, 1], shape [B, 784].</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole images.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        if (batch.Length % MnistSplit.ImageSize != 0)
            throw new ArgumentException(
                $"A batch of {batch.Length} numbers does not hold whole images of {MnistSplit.ImageSize}.", nameof(batch));

        var chosen = new int[batch.Length / MnistSplit.ImageSize];
        stream.Integers(step, train.Count, chosen);
        for (var i = 0; i < chosen.Length; i++)
            train.WriteImage(chosen[i], batch.Slice(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
    }
}
