namespace GanBench.Benchmarks.Benchmarks;

/// <summary>What is computed of a convolution.</summary>
public enum ConvolutionPart
{
    /// <summary>The output.</summary>
    Forward,

    /// <summary>The gradient of the input, for a given gradient of the output.</summary>
    InputGradient,

    /// <summary>The gradient of the weights, for a given gradient of the output.</summary>
    WeightGradient,
}
