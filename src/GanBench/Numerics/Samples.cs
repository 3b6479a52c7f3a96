namespace GanBench.Numerics;

/// <summary>N samples of d numbers each, row-major, float32.</summary>
/// <param name="Values">The numbers, shape [N, d].</param>
/// <param name="Dimension">d, numbers per sample; at least 1.</param>
public sealed record Samples(ReadOnlyMemory<float> Values, int Dimension)
{
    /// <summary>N, the number of samples.</summary>
    public int Count => Values.Length / Dimension;

    /// <summary>One sample, shape [d].</summary>
    /// <param name="index">Row in [0, N).</param>
    public ReadOnlySpan<float> this[int index] => Values.Span.Slice(index * Dimension, Dimension);
}
