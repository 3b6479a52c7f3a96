using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>Copies blocks of the operands into the order in which tiles read them.</summary>
internal static unsafe class ProductPacking
{
    /// <summary>
    /// Packs one panel: destination[k, j] = B[k, j] for j below <paramref name="columns"/>, +0 up to <paramref name="width"/>.
    /// </summary>
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

    /// <summary>
    /// Copies a block of a transposed A (rows are neighbours at every k) into tiles: [tile, k, <see cref="ProductTile.MaxRows"/>].
    /// </summary>
    /// <remarks>For a wide stride between the k, which puts each on its own page and all of them into few cache sets.</remarks>
    /// <param name="source">First element of the block.</param>
    /// <param name="stride">Floats from one k to the next.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="rows">Rows of A in the block, shared out evenly among the tiles.</param>
    /// <param name="tileRows">Rows of the largest tile.</param>
    /// <returns>The copy, in the thread's scratch until the next call; a tile's missing rows are undefined.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float* RowTiles(float* source, nint stride, int depth, int rows, int tileRows)
    {
        const int DepthAtOnce = 4;
        var tiles = (rows + tileRows - 1) / tileRows;
        var tileFloats = (nint)depth * ProductTile.MaxRows;
        var copy = Scratch.ForRows((nuint)(tiles * tileFloats));
        for (var first = 0; first < depth; first += DepthAtOnce)
        {
            var last = Math.Min(first + DepthAtOnce, depth);
            for (var i = 0; i < tiles; i++)
            {
                var (row, count) = Shares.Of(rows, tiles, i);
                var from = source + row + (first * stride);
                var to = copy + (i * tileFloats) + (first * ProductTile.MaxRows);
                for (var k = first; k < last; k++, from += stride, to += ProductTile.MaxRows)
                {
                    // A whole vector where it exists: the rows behind a smaller tile belong to the next one.
                    var whole = row + ProductTile.MaxRows <= rows;
                    Lanes256.Store(to, whole ? Lanes256.Load(from) : Lanes256.LoadFirst(from, count));
                }
            }
        }

        return copy;
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
