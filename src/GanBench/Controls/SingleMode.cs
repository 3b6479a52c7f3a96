using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Controls;

/// <summary>Perfect samples of the first mode, and of no other: complete collapse, of perfect quality.</summary>
public sealed record SingleMode : Control
{
    /// <inheritdoc/>
    public override string Name => "single-mode";

    /// <inheritdoc/>
    public override string Summary => "Perfect samples of the first mode only: complete collapse, perfect quality.";

    /// <inheritdoc/>
    public override void Draw(Dataset dataset, TrainingData data, SeedStream stream, Span<float> samples) =>
        data.DrawFromMode(0, stream, 0, samples);
}
