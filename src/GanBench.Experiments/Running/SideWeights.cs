using System.Collections.Immutable;

namespace GanBench.Experiments.Running;

/// <summary>The weights of one side of a game.</summary>
/// <param name="Arrays">Name and length of each array of one replica, in their order.</param>
/// <param name="Values">All weights, row-major [R, P].</param>
public sealed record SideWeights(ImmutableArray<(string Name, int Count)> Arrays, float[] Values)
{
    /// <summary>P, the weights of one replica.</summary>
    public int Count { get; } = Arrays.Sum(array => array.Count);

    /// <summary>The weights of one replica.</summary>
    /// <param name="replica">The replica, in [0, R).</param>
    public ReadOnlySpan<float> Of(int replica) => Values.AsSpan(replica * Count, Count);
}
