using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Lanes;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>The inner loop of a product: a tile of outputs held in registers while k runs.</summary>
/// <remarks>
/// Every output is one chain acc = fma(a_k, b_k, acc) over ascending k. Lanes run across columns, so width, tile shape and blocks of
/// k (which store and reload the exact partial sum) change nothing but the speed. A is read in place, one broadcast per row and k.
/// </remarks>
internal static unsafe class ProductTile
{
    /// <summary>Rows of the largest tile.</summary>
    internal const int MaxRows = 8;

    /// <summary>Runs a tile of <paramref name="rows"/> rows (1 to <see cref="MaxRows"/>) and one or two vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(int rows, in TileOperands tile)
        where T : unmanaged, ILanes<T>
    {
        if (tile.Columns > T.Count)
            RunRows<T, Two>(rows, in tile);
        else
            RunRows<T, One>(rows, in tile);
    }

    /// <summary>Rectifies the tile's outputs, which the first-level cache still holds.</summary>
    /// <remarks>
    /// Not while they are in registers: with this in the accumulating method the JIT keeps its sums in memory, three times slower.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Rectify<T>(int rows, in TileOperands tile)
        where T : unmanaged, ILanes<T>
    {
        if (tile.Rectification.Kind == RectificationKind.Rectifier)
            ApplyInPlace<T, Rectifier>(default, rows, in tile);
        else
            ApplyInPlace<T, LeakyRectifier>(new LeakyRectifier(tile.Rectification.Slope), rows, in tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyInPlace<T, TFunction>(TFunction function, int rows, in TileOperands tile)
        where T : unmanaged, ILanes<T>
        where TFunction : struct, IUnary
    {
        var c = tile.C;
        if (tile.Columns == 2 * T.Count)
        {
            for (var row = 0; row < rows; row++, c += tile.CRow)
            {
                T.Store(c, function.Apply(T.Load(c)));
                T.Store(c + T.Count, function.Apply(T.Load(c + T.Count)));
            }

            return;
        }

        var first = Math.Min(tile.Columns, T.Count);
        for (var row = 0; row < rows; row++, c += tile.CRow)
        {
            T.StoreFirst(c, function.Apply(T.LoadFirst(c, first)), first);
            if (tile.Columns > T.Count)
                T.StoreFirst(c + T.Count, function.Apply(T.LoadFirst(c + T.Count, tile.Columns - T.Count)), tile.Columns - T.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRows<T, TVectors>(int rows, in TileOperands tile)
        where T : unmanaged, ILanes<T>
        where TVectors : struct, ICount
    {
        switch (rows)
        {
            case 1: Accumulate<T, One, TVectors>(in tile); break;
            case 2: Accumulate<T, Two, TVectors>(in tile); break;
            case 3: Accumulate<T, Three, TVectors>(in tile); break;
            case 4: Accumulate<T, Four, TVectors>(in tile); break;
            case 5: Accumulate<T, Five, TVectors>(in tile); break;
            case 6: Accumulate<T, Six, TVectors>(in tile); break;
            case 7: Accumulate<T, Seven, TVectors>(in tile); break;
            default: Accumulate<T, Eight, TVectors>(in tile); break;
        }
    }

    /// <summary>Starts, accumulates and stores the tile. Branches on the two counts vanish when the JIT specialises the method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Accumulate<T, TRows, TVectors>(in TileOperands tile)
        where T : unmanaged, ILanes<T>
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        T c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        T c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        if (tile.Resume)
        {
            var c = tile.C;
            var cRow = tile.CRow;
            Load<T, TVectors>(c, tile.Columns, out c00, out c01);
            if (TRows.Value > 1)
                Load<T, TVectors>(c + cRow, tile.Columns, out c10, out c11);
            if (TRows.Value > 2)
                Load<T, TVectors>(c + (2 * cRow), tile.Columns, out c20, out c21);
            if (TRows.Value > 3)
                Load<T, TVectors>(c + (3 * cRow), tile.Columns, out c30, out c31);
            if (TRows.Value > 4)
                Load<T, TVectors>(c + (4 * cRow), tile.Columns, out c40, out c41);
            if (TRows.Value > 5)
                Load<T, TVectors>(c + (5 * cRow), tile.Columns, out c50, out c51);
            if (TRows.Value > 6)
                Load<T, TVectors>(c + (6 * cRow), tile.Columns, out c60, out c61);
            if (TRows.Value > 7)
                Load<T, TVectors>(c + (7 * cRow), tile.Columns, out c70, out c71);
        }

        // Rows of A are addressed from the first and the fourth, in bytes, so that few registers hold eight row addresses.
        var row = tile.ARow * sizeof(float);
        var step = tile.ADepth * sizeof(float);
        var first = (byte*)tile.A;
        var fourth = first + (3 * row);
        var b = tile.B;
        var bStep = tile.BDepth;

        for (var k = tile.Depth; k > 0; k--)
        {
            var b0 = T.Load(b);
            var b1 = TVectors.Value > 1 ? T.Load(b + T.Count) : default;
            b += bStep;

            var a0 = T.Broadcast(*(float*)first);
            c00 = T.FusedMultiplyAdd(a0, b0, c00);
            c01 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a0, b1, c01) : default;

            if (TRows.Value > 1)
            {
                var a1 = T.Broadcast(*(float*)(first + row));
                c10 = T.FusedMultiplyAdd(a1, b0, c10);
                c11 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a1, b1, c11) : default;
            }

            if (TRows.Value > 2)
            {
                var a2 = T.Broadcast(*(float*)(first + (2 * row)));
                c20 = T.FusedMultiplyAdd(a2, b0, c20);
                c21 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a2, b1, c21) : default;
            }

            if (TRows.Value > 3)
            {
                var a3 = T.Broadcast(*(float*)fourth);
                c30 = T.FusedMultiplyAdd(a3, b0, c30);
                c31 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a3, b1, c31) : default;
            }

            if (TRows.Value > 4)
            {
                var a4 = T.Broadcast(*(float*)(fourth + row));
                c40 = T.FusedMultiplyAdd(a4, b0, c40);
                c41 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a4, b1, c41) : default;
            }

            if (TRows.Value > 5)
            {
                var a5 = T.Broadcast(*(float*)(fourth + (2 * row)));
                c50 = T.FusedMultiplyAdd(a5, b0, c50);
                c51 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a5, b1, c51) : default;
            }

            if (TRows.Value > 6)
            {
                var a6 = T.Broadcast(*(float*)(first + (6 * row)));
                c60 = T.FusedMultiplyAdd(a6, b0, c60);
                c61 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a6, b1, c61) : default;
            }

            if (TRows.Value > 7)
            {
                var a7 = T.Broadcast(*(float*)(fourth + (4 * row)));
                c70 = T.FusedMultiplyAdd(a7, b0, c70);
                c71 = TVectors.Value > 1 ? T.FusedMultiplyAdd(a7, b1, c71) : default;
            }

            first += step;
            fourth += step;
        }

        Store<T, TVectors>(in tile, 0, c00, c01);
        if (TRows.Value > 1)
            Store<T, TVectors>(in tile, 1, c10, c11);
        if (TRows.Value > 2)
            Store<T, TVectors>(in tile, 2, c20, c21);
        if (TRows.Value > 3)
            Store<T, TVectors>(in tile, 3, c30, c31);
        if (TRows.Value > 4)
            Store<T, TVectors>(in tile, 4, c40, c41);
        if (TRows.Value > 5)
            Store<T, TVectors>(in tile, 5, c50, c51);
        if (TRows.Value > 6)
            Store<T, TVectors>(in tile, 6, c60, c61);
        if (TRows.Value > 7)
            Store<T, TVectors>(in tile, 7, c70, c71);
    }

    /// <summary>Reads a row's partial sums where the outputs exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T, TVectors>(float* source, int columns, out T left, out T right)
        where T : unmanaged, ILanes<T>
        where TVectors : struct, ICount
    {
        right = default;
        if (columns == TVectors.Value * T.Count)
        {
            left = T.Load(source);
            if (TVectors.Value > 1)
                right = T.Load(source + T.Count);
        }
        else if (TVectors.Value > 1)
        {
            left = T.Load(source);
            right = T.LoadFirst(source + T.Count, columns - T.Count);
        }
        else
        {
            left = T.LoadFirst(source, columns);
        }
    }

    /// <summary>
    /// Adds row <paramref name="index"/>'s addend, if there is one, with one rounding, and writes the outputs that exist.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVectors>(in TileOperands tile, int index, T left, T right)
        where T : unmanaged, ILanes<T>
        where TVectors : struct, ICount
    {
        var columns = tile.Columns;
        if (tile.Addend != null)
        {
            Load<T, TVectors>(tile.Addend + (index * tile.AddendRow), columns, out var leftAddend, out var rightAddend);
            left += leftAddend;
            right += rightAddend;
        }

        var c = tile.C + (index * tile.CRow);
        if (columns == TVectors.Value * T.Count)
        {
            T.Store(c, left);
            if (TVectors.Value > 1)
                T.Store(c + T.Count, right);
        }
        else if (TVectors.Value > 1)
        {
            T.Store(c, left);
            T.StoreFirst(c + T.Count, right, columns - T.Count);
        }
        else
        {
            T.StoreFirst(c, left, columns);
        }
    }

    private readonly struct One : ICount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ICount
    {
        public static int Value => 2;
    }

    private readonly struct Three : ICount
    {
        public static int Value => 3;
    }

    private readonly struct Four : ICount
    {
        public static int Value => 4;
    }

    private readonly struct Five : ICount
    {
        public static int Value => 5;
    }

    private readonly struct Six : ICount
    {
        public static int Value => 6;
    }

    private readonly struct Seven : ICount
    {
        public static int Value => 7;
    }

    private readonly struct Eight : ICount
    {
        public static int Value => 8;
    }
}
