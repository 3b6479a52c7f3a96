using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Training.Tests;

/// <summary>Images of uniform noise in [-1, 1), drawn afresh in every step: for tests that need images and no file.</summary>
/// <param name="Channels">Channels of an image.</param>
internal sealed record RandomImages(int Channels = 1) : Dataset
{
    public override int Version => 1;

    public override string Summary => "Noise.";

    public override Citation? Source => null;

    public override ImmutableArray<int> SampleShape => [Channels, 28, 28];

    public override ImmutableArray<double> ModeWeights => [1];

    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) => new Drawn();

    private sealed class Drawn : TrainingData
    {
        public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch) =>
            throw new NotSupportedException("Only training draws.");

        public override void WriteRepresentative(int mode, Span<float> sample) => throw new NotSupportedException("Only training draws.");

        public override Samples HeldOut(int count) => throw new NotSupportedException("Only training draws.");

        public override void Draw(SeedStream stream, long step, Span<float> batch)
        {
            stream.Uniform(step, batch);
            foreach (ref var value in batch)
                value = (2 * value) - 1;
        }
    }
}
