using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>Copies a matrix with rows and columns exchanged; only moves bits, so every path gives the same.</summary>
internal static unsafe class Transposition
{
    /// <summary>
    /// destination[j, i] = source[i, j] for i below <paramref name="rows"/> and j below <paramref name="columns"/>, in blocks of 8 x 8 or
    /// 4 x 4 with the rest one by one. The two must not overlap.
    /// </summary>
    /// <param name="source">[rows, columns], columns are neighbours.</param>
    /// <param name="sourceRow">Floats from one row of the source to the next.</param>
    /// <param name="destination">[columns, rows], rows are neighbours.</param>
    /// <param name="destinationRow">Floats from one row of the destination to the next.</param>
    /// <param name="rows">Rows of the source; 0 or more.</param>
    /// <param name="columns">Columns of the source; 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(float* source, nint sourceRow, float* destination, nint destinationRow, int rows, int columns)
    {
        var block = Avx.IsSupported ? 8 : Sse.IsSupported || AdvSimd.Arm64.IsSupported ? 4 : 1;
        var fullRows = rows - (rows % block);
        var fullColumns = columns - (columns % block);
        for (var i = 0; i < fullRows; i += block)
        {
            var from = source + (i * sourceRow);
            var to = destination + i;
            if (Avx.IsSupported)
            {
                for (var j = 0; j < fullColumns; j += 8)
                    Block8(from + j, sourceRow, to + (j * destinationRow), destinationRow);
            }
            else if (block == 4)
            {
                for (var j = 0; j < fullColumns; j += 4)
                    Block4(from + j, sourceRow, to + (j * destinationRow), destinationRow);
            }
            else
            {
                OneByOne(from, sourceRow, to, destinationRow, 1, fullColumns);
            }
        }

        OneByOne(
            source + fullColumns, sourceRow, destination + (fullColumns * destinationRow), destinationRow, fullRows, columns - fullColumns);
        OneByOne(source + (fullRows * sourceRow), sourceRow, destination + fullRows, destinationRow, rows - fullRows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne(float* source, nint sourceRow, float* destination, nint destinationRow, int rows, int columns)
    {
        if (rows == 0)
            return;

        for (var j = 0; j < columns; j++)
        {
            for (var i = 0; i < rows; i++)
                destination[(j * destinationRow) + i] = source[(i * sourceRow) + j];
        }
    }

    /// <summary>8 x 8: rows i and i + 4 share a register from the start, so only shuffles within 128 bits remain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(float* source, nint row, float* destination, nint destinationRow)
    {
        for (var half = 0; half < 2; half++)
        {
            var left = source + (4 * half);
            var r0 = Pair(left, 4 * row);
            var r1 = Pair(left + row, 4 * row);
            var r2 = Pair(left + (2 * row), 4 * row);
            var r3 = Pair(left + (3 * row), 4 * row);

            var low01 = Avx.UnpackLow(r0, r1).AsDouble();
            var high01 = Avx.UnpackHigh(r0, r1).AsDouble();
            var low23 = Avx.UnpackLow(r2, r3).AsDouble();
            var high23 = Avx.UnpackHigh(r2, r3).AsDouble();

            var to = destination + (4 * half * destinationRow);
            Avx.UnpackLow(low01, low23).AsSingle().Store(to);
            Avx.UnpackHigh(low01, low23).AsSingle().Store(to + destinationRow);
            Avx.UnpackLow(high01, high23).AsSingle().Store(to + (2 * destinationRow));
            Avx.UnpackHigh(high01, high23).AsSingle().Store(to + (3 * destinationRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* lower, nint distance) =>
        Vector256.Create(Vector128.Load(lower), Vector128.Load(lower + distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(float* source, nint row, float* destination, nint destinationRow)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + row);
        var r2 = Vector128.Load(source + (2 * row));
        var r3 = Vector128.Load(source + (3 * row));

        // Interleaving rows 0 with 2 and 1 with 3, twice, is the transpose.
        var (low02, high02) = Interleave(r0, r2);
        var (low13, high13) = Interleave(r1, r3);
        var (column0, column1) = Interleave(low02, low13);
        var (column2, column3) = Interleave(high02, high13);

        column0.Store(destination);
        column1.Store(destination + destinationRow);
        column2.Store(destination + (2 * destinationRow));
        column3.Store(destination + (3 * destinationRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> even, Vector128<float> odd) =>
        Sse.IsSupported
            ? (Sse.UnpackLow(even, odd), Sse.UnpackHigh(even, odd))
            : (AdvSimd.Arm64.ZipLow(even, odd), AdvSimd.Arm64.ZipHigh(even, odd));
}
