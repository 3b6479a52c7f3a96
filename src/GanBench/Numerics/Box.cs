namespace GanBench.Numerics;

/// <summary>The smallest box around some samples, and bounds on their distances to those of another box.</summary>
/// <remarks>
/// The bounds hold for the rounded distances of <see cref="SquaredDistances"/> themselves, without a margin: they are computed by the same
/// operations in the same order, and differences, products and fused sums round monotonically.
/// </remarks>
/// <param name="low">Smallest coordinate along each axis, shape [d].</param>
/// <param name="high">Largest coordinate along each axis, shape [d].</param>
internal readonly ref struct Box(ReadOnlySpan<float> low, ReadOnlySpan<float> high)
{
    private readonly ReadOnlySpan<float> low = low;
    private readonly ReadOnlySpan<float> high = high;

    /// <summary>No sample of one box has a smaller squared distance to any of the other.</summary>
    /// <param name="other">The other box.</param>
    public float LeastSquared(Box other)
    {
        var sum = 0f;
        for (var axis = 0; axis < low.Length; axis++)
        {
            var gap = Math.Max(other.low[axis] - high[axis], low[axis] - other.high[axis]);
            if (gap > 0) sum = MathF.FusedMultiplyAdd(gap, gap, sum);
        }

        return sum;
    }

    /// <summary>No sample of one box has a larger squared distance to any of the other.</summary>
    /// <param name="other">The other box.</param>
    public float MostSquared(Box other)
    {
        var sum = 0f;
        for (var axis = 0; axis < low.Length; axis++)
        {
            var span = Math.Max(other.high[axis] - low[axis], high[axis] - other.low[axis]);
            sum = MathF.FusedMultiplyAdd(span, span, sum);
        }

        return sum;
    }
}
