using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>All zeros.</summary>
public sealed record Zeros : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values) => values.Clear();
}
