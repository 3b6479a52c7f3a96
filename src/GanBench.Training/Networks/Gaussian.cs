using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>Independent normal numbers with mean 0.</summary>
/// <param name="StandardDeviation">Standard deviation, above 0.</param>
public sealed record Gaussian(double StandardDeviation) : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values)
    {
        stream.Normal(0, values);
        foreach (ref var value in values)
            value *= (float)StandardDeviation;
    }
}
