using static BitTorch.torch;

namespace BitTorch.Tensors;

/// <summary>The lines of a contiguous tensor along one dimension: [Outer, Count, Inner].</summary>
internal readonly struct Line
{
    private readonly long[] sizes;

    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    internal Line(string operation, Tensor tensor, long dimension)
        : this(tensor.Sizes, Shape.Dimension(operation, dimension, tensor.Rank))
    {
    }

    internal Line(long[] sizes, int dimension)
    {
        this.sizes = sizes;
        Dimension = dimension;
        Outer = (int)Shape.ElementCount(sizes.AsSpan(0, dimension));
        Count = (int)sizes[dimension];
        Inner = (int)Shape.ElementCount(sizes.AsSpan(dimension + 1));
    }

    internal int Dimension { get; }

    /// <summary>Lines' outer index runs below this.</summary>
    internal int Outer { get; }

    /// <summary>Elements of one line.</summary>
    internal int Count { get; }

    /// <summary>Distance between the elements of one line, and number of lines side by side.</summary>
    internal int Inner { get; }

    /// <summary>First element of a line; lines count in row-major order of the other dimensions.</summary>
    internal int Start(int line) => (line / Inner * Count * Inner) + (line % Inner);

    /// <summary>The shape with another size of this dimension.</summary>
    internal long[] WithCount(long count) => [.. sizes[..Dimension], count, .. sizes[(Dimension + 1)..]];
}
