using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>One named array of parameters.</summary>
/// <param name="Name">Name within its network, e.g. <c>hidden-1.weight</c>.</param>
/// <param name="Shape">Shape without the replica dimension.</param>
/// <param name="Initialisation">How it starts.</param>
/// <param name="Trained">Whether losses change it; false for what a layer only remembers, whose gradient is always zero.</param>
public sealed record ParameterBlock(string Name, ImmutableArray<long> Shape, Initialisation Initialisation, bool Trained = true)
{
    /// <summary>Number of parameters.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);
}
