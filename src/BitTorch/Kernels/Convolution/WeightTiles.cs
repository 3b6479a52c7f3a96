using System.Runtime.CompilerServices;

namespace BitTorch.Kernels.Convolution;

/// <summary>The row operand of a product in the order in which tiles read it: [tile, k, <see cref="ProductTile.MaxRows"/>].</summary>
internal static unsafe class WeightTiles
{
    /// <summary>Floats that a block of rows takes.</summary>
    internal static nint Floats<T>(int rows, int depth)
        where T : unmanaged, ILanes<T> => (nint)Count<T>(rows) * depth * ProductTile.MaxRows;

    /// <summary>Packs A[row, k]; a tile's missing rows stay undefined.</summary>
    /// <param name="source">First element.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="step">Floats from one k to the next.</param>
    /// <param name="rows">Number of rows, shared out evenly among the tiles.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="tiles">First tile, at the first k to be written.</param>
    /// <param name="tileDepth">k of a tile: more than <paramref name="depth"/> when the rest is packed by another call.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<T>(float* source, nint row, nint step, int rows, int depth, float* tiles, int tileDepth)
        where T : unmanaged, ILanes<T>
    {
        var count = Count<T>(rows);
        for (var i = 0; i < count; i++, tiles += (nint)tileDepth * ProductTile.MaxRows)
        {
            var (first, length) = MatrixProduct.Share(rows, count, i);
            var from = source + (first * row);
            if (step == 1)
            {
                Transposition.Copy(from, row, tiles, ProductTile.MaxRows, length, depth);
                continue;
            }

            for (var k = 0; k < depth; k++)
            {
                for (var r = 0; r < length; r++)
                    tiles[(k * ProductTile.MaxRows) + r] = from[(r * row) + (k * step)];
            }
        }
    }

    private static int Count<T>(int rows)
        where T : unmanaged, ILanes<T> => (rows + MatrixProduct.TileRows<T>() - 1) / MatrixProduct.TileRows<T>();
}
