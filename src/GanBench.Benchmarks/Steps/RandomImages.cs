using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Steps;

/// <summary>Images of uniform noise in [-1, 1): as large as MNIST's, and no file is needed. Only time is measured on them.</summary>
public sealed record RandomImages : Dataset
{
    private const int Images = 10_000;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"{Images} images of 28 x 28 uniform random numbers.";

    /// <inheritdoc/>
    public override Citation? Source => null;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => [1, 28, 28];

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => [1];

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) => Open();

    /// <summary>Draws all images; the batches are then drawn from them.</summary>
    public TrainingData Open()
    {
        var images = new float[Images * Dimension];
        SeedStream.FromSeed(0).Derive("random-images").Uniform(0, images);
        foreach (ref var value in images.AsSpan())
            value = (2 * value) - 1;
        return new Drawn(images, Dimension);
    }

    private sealed class Drawn(float[] images, int dimension) : TrainingData
    {
        private int[] chosen = [];

        public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch) =>
            throw new NotSupportedException("Only training draws.");

        public override void WriteRepresentative(int mode, Span<float> sample) => throw new NotSupportedException("Only training draws.");

        public override Samples HeldOut(int count) => throw new NotSupportedException("Only training draws.");

        public override void Draw(SeedStream stream, long step, Span<float> batch)
        {
            if (chosen.Length != batch.Length / dimension) chosen = new int[batch.Length / dimension];
            stream.Integers(step, images.Length / dimension, chosen);
            for (var i = 0; i < chosen.Length; i++)
                images.AsSpan(chosen[i] * dimension, dimension).CopyTo(batch[(i * dimension)..]);
        }
    }
}
