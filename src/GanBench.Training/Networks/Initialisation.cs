using System.Collections.Immutable;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>How an array of parameters starts.</summary>
public abstract record Initialisation
{
    /// <summary>How a side's weights start.</summary>
    /// <param name="side">Its settings.</param>
    public static Initialisation Of(SideSettings side) => side.Initialisation switch
    {
        InitialisationKind.Orthogonal => new Orthogonal(side.Gain),
        InitialisationKind.He => new He(side.Gain),
        InitialisationKind.Glorot => new Glorot(side.Gain),
        InitialisationKind.Normal => new Gaussian(side.Deviation),
        _ => throw new InvalidOperationException($"Bug in GanBench: initialisation {side.Initialisation} fills no array."),
    };

    /// <summary>Fills the array.</summary>
    /// <param name="stream">Source of randomness, for this array alone.</param>
    /// <param name="shape">Shape of the array.</param>
    /// <param name="values">The array, row-major.</param>
    public abstract void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values);
}
