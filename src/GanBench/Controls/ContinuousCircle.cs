using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Controls;

/// <summary>
/// Points spread evenly over the circle that a ring's modes lie on, without noise: it passes through every mode and knows none.
/// </summary>
public sealed record ContinuousCircle : Control
{
    /// <inheritdoc/>
    public override string Name => "continuous-circle";

    /// <inheritdoc/>
    public override string Summary => "Points all over the circle through a ring's modes, as many between them as on them.";

    /// <inheritdoc/>
    public override bool AppliesTo(Dataset dataset) => Radius(dataset) is not null;

    /// <inheritdoc/>
    public override void Draw(Dataset dataset, TrainingData data, SeedStream stream, Span<float> samples)
    {
        var radius = Radius(dataset) ?? throw new ArgumentException($"The modes of {dataset} do not lie on a circle.", nameof(dataset));
        var turns = new float[samples.Length / 2];
        stream.Uniform(0, turns);
        for (var i = 0; i < turns.Length; i++)
        {
            var (sine, cosine) = Elementary.SinCosTurns(turns[i]);
            samples[2 * i] = (float)(radius * cosine);
            samples[(2 * i) + 1] = (float)(radius * sine);
        }
    }

    /// <summary>
    /// The circle around the origin through all centres, at least three of them; null when there is none. A centre is a float32 point, so
    /// it may be off by 1e-6 of the radius.
    /// </summary>
    private static double? Radius(Dataset dataset)
    {
        if (dataset.Modes is not { Centres: { Dimension: 2, Count: >= 3 } centres })
            return null;
        double[] distances = [.. Enumerable.Range(0, centres.Count).Select(mode => Distance(centres[mode]))];
        return distances.Max() > 0 && distances.Max() - distances.Min() <= 1e-6 * distances.Max() ? distances.Average() : null;
    }

    private static double Distance(ReadOnlySpan<float> centre) =>
        Math.Sqrt(((double)centre[0] * centre[0]) + ((double)centre[1] * centre[1]));
}
