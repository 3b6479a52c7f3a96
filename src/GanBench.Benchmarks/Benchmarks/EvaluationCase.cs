using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>As many generated as real samples, drawn alike.</summary>
/// <param name="Count">Samples on each side.</param>
/// <param name="Features">Coordinates of each; two for points of ring8, else features that are all normal.</param>
public sealed record EvaluationCase(int Count, int Features)
{
    /// <summary>Draws one side.</summary>
    /// <param name="side">Name of the side.</param>
    public Samples Draw(string side)
    {
        var values = new float[Count * Features];
        var stream = SeedStream.FromSeed(0).Derive(side);
        if (Features == 2)
            new MixtureData(new Ring().Modes).Draw(stream, 0, values);
        else
            stream.Normal(0, values);
        return new(values, Features);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} x {Features}";
}
