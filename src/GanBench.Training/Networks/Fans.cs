using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>How many numbers a unit sees and how many see it, as initialisations count them.</summary>
/// <remarks>
/// A matrix is [inputs, outputs]. Filters [F, C, h, w] have C h w inputs and F h w outputs: PyTorch's count, which it also takes for the
/// filters [C, F, h, w] of a transposed convolution, where the names are the other way round.
/// </remarks>
internal static class Fans
{
    /// <summary>Both counts.</summary>
    /// <param name="shape">Shape of the weights: two dimensions, or four.</param>
    /// <exception cref="ArgumentException">It is neither a matrix nor filters.</exception>
    public static (long Inputs, long Outputs) Of(ImmutableArray<long> shape) => shape switch
    {
        [var inputs, var outputs] => (inputs, outputs),
        [var first, var second, var height, var width] => (second * height * width, first * height * width),
        _ => throw new ArgumentException($"Weights are a matrix or filters; the shape has {shape.Length} dimensions.", nameof(shape)),
    };
}
