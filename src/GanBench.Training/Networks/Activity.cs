namespace GanBench.Training.Networks;

/// <summary>What a network computed.</summary>
/// <param name="Output">Output, shape [R, B, out].</param>
/// <param name="Features">Last hidden activations, shape [R, B, F].</param>
public sealed record Activity(Tensor Output, Tensor Features);
