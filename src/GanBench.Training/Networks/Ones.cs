using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>All ones.</summary>
public sealed record Ones : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values) => values.Fill(1);
}
