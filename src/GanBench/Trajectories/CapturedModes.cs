using System.Collections.Immutable;
using GanBench.Metrics;

namespace GanBench.Trajectories;

/// <summary>Which modes a generator held at one point of its training.</summary>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="Modes">
/// Whether each mode was captured, shape [K]: it held at least a quarter of its fair share, as <see cref="ModesAtShare"/> counts.
/// </param>
public sealed record CapturedModes(int GeneratorStep, ImmutableArray<bool> Modes)
{
    /// <summary>Modes captured, in [0, K].</summary>
    public int Count => Modes.Count(captured => captured);

    /// <summary>Whether every mode was captured.</summary>
    public bool IsComplete => Modes.All(captured => captured);

    /// <summary>Modes captured here and there, in [0, K].</summary>
    /// <param name="other">Another point of the same training.</param>
    public int Shared(CapturedModes other) => Modes.Zip(other.Modes, (here, there) => here && there).Count(both => both);
}
