using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>Matrix products of float32 with the same bits on every machine.</summary>
/// <remarks>
/// <para>Order of summation: every output is one chain acc = fma(A[m,k], B[k,n], acc) from +0 over ascending k; the addend comes last,
/// with one rounding. Nothing else decides the result: not the SIMD width, strides, tiles, blocks, neighbours or batch.</para>
/// <para>Accuracy: |error| is at most about k * 2^-24 * sum |A||B|, and grows like sqrt(k) on random data.</para>
/// <para>Danger: pointers and strides are trusted. C must not overlap A, B or the addend: a later block of k still reads them after an
/// earlier one has stored partial sums.</para>
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>k per block: a packed panel of the widest tile and a few rows of A stay in the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>Columns per block: when B is packed for several blocks of rows, it stays in the second-level cache.</summary>
    private const int ColumnBlock = 256;

    /// <summary>Rows per block: a block of A stays in the second-level cache while the panels of B pass.</summary>
    private const int RowBlock = 512;

    /// <summary>
    /// From this stride on, the k of a transposed A lie on so many pages and so few cache sets that copying them together pays.
    /// </summary>
    private const int WideStride = 1024;

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
        if (ThreadedProduct.Multiply(in shape, a, b, c, addend))
            return;

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

    /// <summary>One product of the batch: blocks of columns, and in each the blocks of k in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyOne<T>(in ProductShape shape, float* a, float* b, float* c, float* addend)
        where T : unmanaged, ILanes<T>
    {
        var depthBlocks = Math.Max(1, (shape.Depth + DepthBlock - 1) / DepthBlock);
        for (var column = 0; column < shape.Columns; column += ColumnBlock)
        {
            var columns = Math.Min(ColumnBlock, shape.Columns - column);
            for (var block = 0; block < depthBlocks; block++)
            {
                var (first, depth) = Shares.Of(shape.Depth, depthBlocks, block);
                var start = new TileOperands
                {
                    A = a + (first * shape.A.Column),
                    ARow = shape.A.Row,
                    ADepth = shape.A.Column,
                    B = b + (first * shape.B.Row) + (column * shape.B.Column),
                    C = c + column,
                    CRow = shape.ResultRow,
                    Addend = addend == null || block < depthBlocks - 1 ? null : addend + column,
                    AddendRow = shape.AddendRow,
                    Depth = depth,
                    Resume = block > 0,
                    Rectification = block < depthBlocks - 1 ? default : shape.Rectification,
                };
                MultiplyBlock<T>(shape.B, shape.Rows, columns, in start);
            }
        }
    }

    /// <summary>All rows by one block of columns and k. <paramref name="start"/> points at the block's first elements.</summary>
    /// <remarks>A panel of B is packed when the first block of rows needs it, and kept only if there are more blocks of rows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<T>(MatrixStrides strides, int rows, int columns, in TileOperands start)
        where T : unmanaged, ILanes<T>
    {
        var panelColumns = 2 * T.Count;
        var panels = (columns + panelColumns - 1) / panelColumns;
        var rowBlocks = (rows + RowBlock - 1) / RowBlock;
        var panelFloats = (nint)start.Depth * panelColumns;
        var packed = Scratch.ForPacking((nuint)(panelFloats * (rowBlocks > 1 ? panels : 1)));
        var gathersRows = panels > 1 && start.ARow == 1 && start.ADepth >= WideStride;
        for (var block = 0; block < rowBlocks; block++)
        {
            var (firstRow, blockRows) = Shares.Of(rows, rowBlocks, block);
            var blockA = start.A + (firstRow * start.ARow);
            if (gathersRows)
                blockA = ProductPacking.RowTiles(blockA, start.ADepth, start.Depth, blockRows, TileRows<T>());

            for (var panel = 0; panel < panels; panel++)
            {
                var column = panel * panelColumns;
                var tile = start;
                tile.Columns = Math.Min(panelColumns, columns - column);
                tile.A = blockA;
                tile.ADepth = gathersRows ? ProductTile.MaxRows : start.ADepth;
                tile.B = start.B + (column * strides.Column);
                tile.BDepth = strides.Row;
                tile.C = start.C + (firstRow * start.CRow) + column;
                tile.Addend = start.Addend == null ? null : start.Addend + (firstRow * start.AddendRow) + column;

                var width = tile.Columns > T.Count ? panelColumns : T.Count;
                if (strides.Column != 1 || tile.Columns < width || rows > RowsWithoutPacking)
                {
                    var place = packed + (rowBlocks > 1 ? panel * panelFloats : 0);
                    if (block == 0)
                        ProductPacking.Panel<T>(tile.B, strides.Row, strides.Column, place, tile.Depth, tile.Columns, width);
                    tile.B = place;
                    tile.BDepth = width;
                }

                MultiplyPanel<T>(blockRows, gathersRows, in tile);
            }
        }
    }

    /// <summary>Some rows by one panel of columns; the rows are shared out evenly among register tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyPanel<T>(int rows, bool gathered, in TileOperands start)
        where T : unmanaged, ILanes<T>
    {
        var tile = start;
        var tiles = (rows + TileRows<T>() - 1) / TileRows<T>();
        for (var i = 0; i < tiles; i++)
        {
            var (row, count) = Shares.Of(rows, tiles, i);
            tile.A = start.A + (gathered ? (nint)i * start.Depth * ProductTile.MaxRows : row * start.ARow);
            tile.C = start.C + (row * start.CRow);
            tile.Addend = start.Addend == null ? null : start.Addend + (row * start.AddendRow);
            ProductTile.Run<T>(count, in tile);
            if (tile.Rectification.Kind != RectificationKind.None)
                ProductTile.Rectify<T>(count, in tile);
        }
    }

    /// <summary>
    /// Rows of a register tile: with two vectors of columns, the sums and operands fill 32 registers, or 16 on older x86.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int TileRows<T>()
        where T : unmanaged, ILanes<T> => T.Count == 16 || AdvSimd.IsSupported ? ProductTile.MaxRows : 6;
}
