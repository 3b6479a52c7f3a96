using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Controls;

/// <summary>Fresh draws of the training data themselves: the best that any generator can do, with the scatter of N samples.</summary>
public sealed record PerfectSampler : Control
{
    /// <inheritdoc/>
    public override string Name => "perfect-sampler";

    /// <inheritdoc/>
    public override string Summary => "Draws from the training data themselves: what a perfect generator scores at this number of samples.";

    /// <inheritdoc/>
    public override void Draw(Dataset dataset, TrainingData data, SeedStream stream, Span<float> samples) => data.Draw(stream, 0, samples);
}
