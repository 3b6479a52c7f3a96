using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanBench.Numerics;

/// <summary>The columns of N samples in double, eight to a panel, for sums of products over the samples.</summary>
/// <remarks>
/// Every sum runs over the samples in order, one fused multiply-add each, and vectors lie across the columns, so its bits depend neither
/// on the vector width nor on how the samples are cut into blocks. Columns beyond the last are zeros.
/// </remarks>
internal sealed class ColumnPanels
{
    private const int PanelWidth = 8;
    private const int RowsOfFactors = 4;

    // Factors and one panel of so many samples, 8 + 16 KiB, stay in a first-level cache.
    private const int BlockLength = 256;

    private readonly double[] panels;
    private readonly int count;

    private ColumnPanels(double[] panels, int count, int columns)
    {
        this.panels = panels;
        this.count = count;
        Columns = columns;
    }

    /// <summary>F, columns of a sample.</summary>
    public int Columns { get; }

    /// <summary>Length of a row of <see cref="Products"/>' result: F rounded up to whole panels.</summary>
    public int Stride => (Columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    /// <summary>Copies samples into panels.</summary>
    /// <param name="samples">Samples, shape [N, F].</param>
    /// <param name="centre">Subtracted from every sample in double, shape [F]; empty for none.</param>
    public static ColumnPanels Of(Samples samples, ReadOnlySpan<double> centre)
    {
        var (count, columns) = (samples.Count, samples.Dimension);
        var panels = new double[(columns + PanelWidth - 1) / PanelWidth * PanelWidth * count];
        var values = samples.Values.Span;
        for (var column = 0; column < columns; column++)
        {
            var first = FirstOf(column, count);
            var shift = centre.IsEmpty ? 0 : centre[column];
            for (var i = 0; i < count; i++)
                panels[first + (i * PanelWidth)] = values[(i * columns) + column] - shift;
        }

        return new(panels, count, columns);
    }

    /// <summary>Sum of each column over the samples, in their order.</summary>
    /// <param name="sums">Overwritten, shape [F].</param>
    public void Sums(Span<double> sums)
    {
        for (var column = 0; column < Columns; column++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
                sum += panels[FirstOf(column, count) + (i * PanelWidth)];
            sums[column] = sum;
        }
    }

    /// <summary>
    /// Sums x_j x_k, or w x_j x_k, over the samples for all columns from a first one on, k in the panel of j and those behind it.
    /// </summary>
    /// <param name="weight">The column whose values are the w; null for none.</param>
    /// <param name="first">The first j and, within its panel, the first k that is promised.</param>
    /// <param name="products">
    /// Row j, <see cref="Stride"/> long, holds the sums at every k of at least j; the rest is undefined. Shape [F, Stride].
    /// </param>
    public void Products(int? weight, int first, Span<double> products)
    {
        products[(first * Stride)..].Clear();
        Span<double> factors = stackalloc double[BlockLength * RowsOfFactors];
        for (var start = 0; start < count; start += BlockLength)
        {
            var length = Math.Min(BlockLength, count - start);
            for (var j = first; j < Columns; j += RowsOfFactors)
            {
                var rows = Math.Min(RowsOfFactors, Columns - j);
                Factors(weight, j, rows, start, factors[..(length * RowsOfFactors)]);
                for (var k = j / PanelWidth * PanelWidth; k < Columns; k += PanelWidth)
                    AddTile(factors, FirstOf(k, count) + (start * PanelWidth), length, products, (j * Stride) + k, rows);
            }
        }
    }

    private void Factors(int? weight, int j, int rows, int start, Span<double> factors)
    {
        factors.Clear();
        for (var row = 0; row < rows; row++)
        {
            var column = FirstOf(j + row, count) + (start * PanelWidth);
            var weights = weight is { } chosen ? FirstOf(chosen, count) + (start * PanelWidth) : -1;
            for (var i = 0; i < factors.Length / RowsOfFactors; i++)
            {
                var value = panels[column + (i * PanelWidth)];
                factors[(i * RowsOfFactors) + row] = weights < 0 ? value : value * panels[weights + (i * PanelWidth)];
            }
        }
    }

    // Four rows by eight columns of sums stay in registers over a block of samples.
    private void AddTile(ReadOnlySpan<double> factors, int panel, int length, Span<double> products, int corner, int rows)
    {
        ref var sums = ref MemoryMarshal.GetReference(products);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        ref var values = ref MemoryMarshal.GetArrayDataReference(panels);
        var (row0, stride) = ((nuint)corner, (nuint)Stride);
        var row1 = rows > 1 ? row0 + stride : row0;
        var row2 = rows > 2 ? row1 + stride : row0;
        var row3 = rows > 3 ? row2 + stride : row0;
        var (a0, b0) = (Vector256.LoadUnsafe(ref sums, row0), Vector256.LoadUnsafe(ref sums, row0 + 4));
        var (a1, b1) = (Vector256.LoadUnsafe(ref sums, row1), Vector256.LoadUnsafe(ref sums, row1 + 4));
        var (a2, b2) = (Vector256.LoadUnsafe(ref sums, row2), Vector256.LoadUnsafe(ref sums, row2 + 4));
        var (a3, b3) = (Vector256.LoadUnsafe(ref sums, row3), Vector256.LoadUnsafe(ref sums, row3 + 4));
        for (nuint i = 0; i < (nuint)length; i++)
        {
            var low = Vector256.LoadUnsafe(ref values, (nuint)panel + (i * PanelWidth));
            var high = Vector256.LoadUnsafe(ref values, (nuint)panel + (i * PanelWidth) + 4);
            var f0 = Vector256.Create(Unsafe.Add(ref factor, i * RowsOfFactors));
            var f1 = Vector256.Create(Unsafe.Add(ref factor, (i * RowsOfFactors) + 1));
            var f2 = Vector256.Create(Unsafe.Add(ref factor, (i * RowsOfFactors) + 2));
            var f3 = Vector256.Create(Unsafe.Add(ref factor, (i * RowsOfFactors) + 3));
            a0 = Vector256.FusedMultiplyAdd(f0, low, a0);
            b0 = Vector256.FusedMultiplyAdd(f0, high, b0);
            a1 = Vector256.FusedMultiplyAdd(f1, low, a1);
            b1 = Vector256.FusedMultiplyAdd(f1, high, b1);
            a2 = Vector256.FusedMultiplyAdd(f2, low, a2);
            b2 = Vector256.FusedMultiplyAdd(f2, high, b2);
            a3 = Vector256.FusedMultiplyAdd(f3, low, a3);
            b3 = Vector256.FusedMultiplyAdd(f3, high, b3);
        }

        // The missing rows of a last, shorter group stand in row 0's place: row 0 is stored last.
        a3.StoreUnsafe(ref sums, row3);
        b3.StoreUnsafe(ref sums, row3 + 4);
        a2.StoreUnsafe(ref sums, row2);
        b2.StoreUnsafe(ref sums, row2 + 4);
        a1.StoreUnsafe(ref sums, row1);
        b1.StoreUnsafe(ref sums, row1 + 4);
        a0.StoreUnsafe(ref sums, row0);
        b0.StoreUnsafe(ref sums, row0 + 4);
    }

    private static int FirstOf(int column, int count) => (column / PanelWidth * PanelWidth * count) + (column % PanelWidth);
}
