using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Products;
using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>The row operand of a product in the order in which tiles read it: [tile, k, <see cref="ProductTile.MaxRows"/>].</summary>
internal static unsafe class WeightTiles
{
    /// <summary>Floats that a block of rows takes.</summary>
    internal static nint Floats<T>(int rows, int depth)
        where T : unmanaged, ILanes<T> => (nint)Count<T>(rows) * depth * ProductTile.MaxRows;

    /// <summary>Packs A[row, k]; a tile's missing rows stay undefined.</summary>
    /// <param name="source">First element; the k of a row are neighbours.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="rows">Number of rows, shared out evenly among the tiles.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="tiles">First tile, at the first k to be written.</param>
    /// <param name="tileDepth">k of a tile: more than <paramref name="depth"/> when the rest is packed by another call.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<T>(float* source, nint row, int rows, int depth, float* tiles, int tileDepth)
        where T : unmanaged, ILanes<T>
    {
        var count = Count<T>(rows);
        for (var i = 0; i < count; i++, tiles += (nint)tileDepth * ProductTile.MaxRows)
        {
            var (first, length) = Shares.Of(rows, count, i);
            Transposition.Copy(source + (first * row), row, tiles, ProductTile.MaxRows, length, depth);
        }
    }

    /// <summary>
    /// Packs A[tap][row, k] = source[k, row, tap] for all taps: one block of tiles after another, as the transpose of a convolution needs
    /// them.
    /// </summary>
    /// <param name="source">[depth, rows, taps], contiguous.</param>
    /// <param name="taps">Number of blocks.</param>
    /// <param name="rows">Number of rows, shared out evenly among the tiles.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="tiles">[tap, tile, k, <see cref="ProductTile.MaxRows"/>].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PackTaps<T>(float* source, int taps, int rows, int depth, float* tiles)
        where T : unmanaged, ILanes<T>
    {
        var count = Count<T>(rows);
        for (var k = 0; k < depth; k++, source += (nint)rows * taps)
        {
            for (var i = 0; i < count; i++)
            {
                var (first, length) = Shares.Of(rows, count, i);
                var to = tiles + ((((nint)i * depth) + k) * ProductTile.MaxRows);
                Transposition.Copy(source + ((nint)first * taps), taps, to, Floats<T>(rows, depth), length, taps);
            }
        }
    }

    private static int Count<T>(int rows)
        where T : unmanaged, ILanes<T> => (rows + MatrixProduct.TileRows<T>() - 1) / MatrixProduct.TileRows<T>();
}
