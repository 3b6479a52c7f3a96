namespace GanBench.Training.Networks;

/// <summary>What a network makes of an input.</summary>
/// <param name="Output">Output, shape [R, B, out].</param>
/// <param name="Features">Last hidden activations, shape [R, B, F].</param>
public sealed record ForwardPass(Tensor Output, Tensor Features);
