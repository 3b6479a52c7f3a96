using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>A random direction: independent normal numbers, divided by their common length.</summary>
public sealed record UnitVector : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values)
    {
        stream.Normal(0, values);
        var squares = 0.0;
        foreach (var value in values)
            squares += (double)value * value;
        foreach (ref var value in values)
            value = (float)(value / Math.Sqrt(squares));
    }
}
