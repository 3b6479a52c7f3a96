using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>How an array of parameters starts.</summary>
public abstract record Initialisation
{
    /// <summary>Fills the array.</summary>
    /// <param name="stream">Source of randomness, for this array alone.</param>
    /// <param name="shape">Shape of the array.</param>
    /// <param name="values">The array, row-major.</param>
    public abstract void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values);
}
