namespace GanBench.Training.Networks;

/// <summary>What a network makes of an input.</summary>
/// <param name="Output">Output, shape [R, B, out].</param>
/// <param name="Features">Last hidden activations, shape [R, B, F].</param>
public sealed record ForwardPass(Tensor Output, Tensor Features)
{
    /// <summary>
    /// What its layers saw that keep running averages of it, in their order; empty for most networks, and where nothing is trained.
    /// </summary>
    public IReadOnlyList<BatchStatistics> Statistics { get; init; } = [];
}
