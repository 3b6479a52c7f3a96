using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace BitTorch.Kernels;

/// <summary>Matrix products of float32 with the same bits on every machine.</summary>
/// <remarks>
/// <para>Order of summation: every output is one chain acc = fma(A[m,k], B[k,n], acc) from +0 over ascending k; the addend comes last,
/// with one rounding. Nothing else decides the result: not the SIMD width, strides, tiles, blocks, neighbours or batch.</para>
/// <para>Accuracy: |error| is at most about k * 2^-24 * sum |A||B|, and grows like sqrt(k) on random data.</para>
/// <para>Danger: pointers and strides are trusted. C must not overlap A, B or the addend, except that the addend may be C itself
/// when depth fits in one block; nobody should rely on that.</para>
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>k per block: a packed panel of the widest tile and a few rows of A stay in the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>Up to this many rows of C, packing a row-major B costs more than it gains.</summary>
    private const int RowsWithoutPacking = 16;

    /// <summary>C[b,m,n] = sum over k of A[b,m,k] B[b,k,n], plus addend[b,m,n] unless null, at this machine's SIMD width.</summary>
    /// <param name="shape">Sizes and strides; any size may be 0 (depth 0 gives 0 + addend).</param>
    /// <param name="a">A; not read when depth is 0.</param>
    /// <param name="b">B; not read when depth is 0.</param>
    /// <param name="c">C; every output is written, what was there does not matter.</param>
    /// <param name="addend">Added after the complete sum, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(in ProductShape shape, float* a, float* b, float* c, float* addend = null)
    {
        if (SimdWidth.Is512)
            Multiply<Lanes512>(in shape, a, b, c, addend);
        else if (SimdWidth.Is256)
            Multiply<Lanes256>(in shape, a, b, c, addend);
        else if (SimdWidth.Is128)
            Multiply<Lanes128>(in shape, a, b, c, addend);
        else
            Multiply<Lanes1>(in shape, a, b, c, addend);
    }

    /// <summary>The product at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(in ProductShape shape, float* a, float* b, float* c, float* addend)
        where T : unmanaged, ILanes<T>
    {
        if (shape.Batches <= 0 || shape.Rows <= 0 || shape.Columns <= 0)
            return;

        if (shape.IsOneTallProduct(addend != null))
        {
            Multiply<T>(shape with { Batches = 1, Rows = shape.Batches * shape.Rows }, a, b, c, addend);
            return;
        }

        for (nint batch = 0; batch < shape.Batches; batch++)
        {
            var oneA = a + (batch * shape.A.Batch);
            var oneB = b + (batch * shape.B.Batch);
            var oneC = c + (batch * shape.ResultBatch);
            var oneAddend = addend == null ? null : addend + (batch * shape.AddendBatch);
            if (NarrowProduct.Suits(in shape))
                NarrowProduct.MultiplyOne<T>(in shape, oneA, oneB, oneC, oneAddend);
            else
                MultiplyOne<T>(in shape, oneA, oneB, oneC, oneAddend);
        }
    }

    /// <summary>One product of the batch: blocks of k in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyOne<T>(in ProductShape shape, float* a, float* b, float* c, float* addend)
        where T : unmanaged, ILanes<T>
    {
        var depthBlocks = Math.Max(1, (shape.Depth + DepthBlock - 1) / DepthBlock);
        for (var block = 0; block < depthBlocks; block++)
        {
            var (first, depth) = Share(shape.Depth, depthBlocks, block);
            var tile = new TileOperands
            {
                A = a + (first * shape.A.Column),
                ARow = shape.A.Row,
                ADepth = shape.A.Column,
                B = b + (first * shape.B.Row),
                C = c,
                CRow = shape.ResultRow,
                Addend = block == depthBlocks - 1 ? addend : null,
                AddendRow = shape.AddendRow,
                Depth = depth,
                Resume = block > 0,
            };
            MultiplyBlock<T>(shape.B, shape.Rows, shape.Columns, in tile);
        }
    }

    /// <summary>All outputs by one block of k, panel by panel of columns. <paramref name="start"/> points at the block's first elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<T>(MatrixStrides strides, int rows, int columns, in TileOperands start)
        where T : unmanaged, ILanes<T>
    {
        var packed = Scratch.ForPacking((nuint)start.Depth * (nuint)(2 * T.Count));
        var rowTiles = (rows + TileRows<T>() - 1) / TileRows<T>();
        for (var column = 0; column < columns; column += 2 * T.Count)
        {
            var tile = start;
            tile.Columns = Math.Min(2 * T.Count, columns - column);
            var width = tile.Columns > T.Count ? 2 * T.Count : T.Count;
            tile.B = start.B + (column * strides.Column);
            tile.BDepth = strides.Row;
            if (strides.Column != 1 || tile.Columns < width || rows > RowsWithoutPacking)
            {
                ProductPacking.Panel<T>(tile.B, strides.Row, strides.Column, packed, tile.Depth, tile.Columns, width);
                tile.B = packed;
                tile.BDepth = width;
            }

            for (var i = 0; i < rowTiles; i++)
            {
                var (row, count) = Share(rows, rowTiles, i);
                tile.A = start.A + (row * start.ARow);
                tile.C = start.C + (row * start.CRow) + column;
                tile.Addend = start.Addend == null ? null : start.Addend + (row * start.AddendRow) + column;
                ProductTile.Run<T>(count, in tile);
            }
        }
    }

    /// <summary>Rows of a register tile: with two vectors of columns, the sums and operands fill 32 registers, or 16 on older x86.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TileRows<T>()
        where T : unmanaged, ILanes<T> => T.Count == 16 || AdvSimd.IsSupported ? ProductTile.MaxRows : 6;

    /// <summary>Cuts <paramref name="total"/> into <paramref name="parts"/> even shares, the larger ones first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Start, int Length) Share(int total, int parts, int index)
    {
        var (length, larger) = Math.DivRem(total, parts);
        return ((index * length) + Math.Min(index, larger), length + (index < larger ? 1 : 0));
    }
}
