using System.Runtime.CompilerServices;

namespace BitTorch.Kernels;

/// <summary>Copies a block of B into the order in which tiles read it: panels of a tile's width, k by k, padded with +0.</summary>
internal static unsafe class ProductPacking
{
    /// <summary>Packs one panel: destination[k, j] = B[k, j] for j below <paramref name="columns"/>, +0 up to <paramref name="width"/>.</summary>
    /// <param name="source">First element of the panel in B.</param>
    /// <param name="row">Floats from one k to the next.</param>
    /// <param name="column">Floats from one column to the next.</param>
    /// <param name="destination">Room for depth x width floats.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="columns">Columns that exist, 1 to width.</param>
    /// <param name="width">The tile's width: one or two vectors of <typeparamref name="T"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Panel<T>(float* source, nint row, nint column, float* destination, int depth, int columns, int width)
        where T : unmanaged, ILanes<T>
    {
        if (column == 1)
        {
            Copy<T>(source, row, destination, depth, columns, width);
            return;
        }

        if (columns < width)
            new Span<float>(destination, depth * width).Clear();

        if (row == 1)
            Transposition.Copy(source, column, destination, width, columns, depth);
        else
            Gather(source, row, column, destination, depth, columns, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T>(float* source, nint row, float* destination, int depth, int columns, int width)
        where T : unmanaged, ILanes<T>
    {
        if (columns == 2 * T.Count)
        {
            for (var k = 0; k < depth; k++, source += row, destination += 2 * T.Count)
            {
                T.Store(destination, T.Load(source));
                T.Store(destination + T.Count, T.Load(source + T.Count));
            }

            return;
        }

        var firstCount = Math.Min(columns, T.Count);
        for (var k = 0; k < depth; k++, source += row, destination += width)
        {
            T.Store(destination, T.LoadFirst(source, firstCount));
            if (width > T.Count)
                T.Store(destination + T.Count, T.LoadFirst(source + T.Count, columns - T.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(float* source, nint row, nint column, float* destination, int depth, int columns, int width)
    {
        for (var k = 0; k < depth; k++, source += row, destination += width)
        {
            for (var j = 0; j < columns; j++)
                destination[j] = source[j * column];
        }
    }
}
