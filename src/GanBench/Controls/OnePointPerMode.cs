using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Controls;

/// <summary>
/// The same sample again and again for each mode, the modes in their true shares: every mode is there, and no variety at all.
/// </summary>
/// <remarks>Scores better than a perfect sampler on the share of high quality: 1 instead of 0.98889.</remarks>
public sealed record OnePointPerMode : Control
{
    /// <inheritdoc/>
    public override string Name => "one-point-per-mode";

    /// <inheritdoc/>
    public override string Summary => "One fixed sample of each mode, the modes in their true shares: all modes, no variety within them.";

    /// <inheritdoc/>
    public override void Draw(Dataset dataset, TrainingData data, SeedStream stream, Span<float> samples)
    {
        var modes = new int[samples.Length / dataset.Dimension];
        stream.Categories(0, dataset.ModeWeights.AsSpan(), modes);
        var first = new Dictionary<int, int>();
        for (var i = 0; i < modes.Length; i++)
        {
            var sample = samples.Slice(i * dataset.Dimension, dataset.Dimension);
            if (first.TryAdd(modes[i], i))
                data.WriteRepresentative(modes[i], sample);
            else
                samples.Slice(first[modes[i]] * dataset.Dimension, dataset.Dimension).CopyTo(sample);
        }
    }
}
