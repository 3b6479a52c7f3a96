using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>At most eight neighbours in memory that become neighbouring columns of a panel.</summary>
internal unsafe struct PixelRun
{
    private const int MaxLength = 8;
    private const int DepthAtOnce = 32;

    /// <summary>Where it starts, before the offset of a tap.</summary>
    private float* source;

    /// <summary>Its first column.</summary>
    private int column;

    /// <summary>Columns that it fills.</summary>
    private int length;

    /// <summary>
    /// The runs of consecutive positions of a grid, numbered row by row and image by image; each reads one row of a copied image.
    /// </summary>
    /// <param name="images">The copied images.</param>
    /// <param name="row">Floats from one row of a copied plane to the next.</param>
    /// <param name="grid">Positions of one image.</param>
    /// <param name="first">First position.</param>
    /// <param name="count">Number of positions, which bounds that of runs.</param>
    /// <param name="runs">Filled with the runs.</param>
    /// <returns>Number of runs.</returns>
    internal static int OfPositions(ref PaddedImages images, int row, Extent grid, int first, int count, PixelRun* runs)
    {
        var made = 0;
        var (image, place) = Math.DivRem(first, grid.Area);
        var (i, j) = Math.DivRem(place, grid.Width);
        for (var column = 0; column < count;)
        {
            var length = Math.Min(Math.Min(grid.Width - j, count - column), MaxLength);
            runs[made++] = new PixelRun { source = images.Of(image) + ((nint)i * row) + j, column = column, length = length };
            column += length;
            j += length;
            if (j < grid.Width)
                continue;

            j = 0;
            if (++i == grid.Height)
            {
                i = 0;
                image++;
            }
        }

        return made;
    }

    /// <summary>panel[k, column] for consecutive k: the runs, each moved by a shift and the k's offset.</summary>
    /// <remarks>
    /// Runs are written as whole vectors where the panel has room, in ascending order, so that each repairs what the one before it spilled.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(PixelRun* runs, int count, nint shift, int* offsets, int depth, float* panel, int width)
    {
        // A few k at a time, so that the part of the panel being filled stays in the first-level cache.
        for (var first = 0; first < depth; first += DepthAtOnce)
        {
            var last = Math.Min(first + DepthAtOnce, depth);
            for (var i = 0; i < count; i++)
            {
                var from = runs[i].source + shift;
                var to = panel + ((nint)first * width) + runs[i].column;
                var length = runs[i].length;
                if (runs[i].column + MaxLength <= width)
                {
                    for (var k = first; k < last; k++, to += width)
                        Lanes256.Store(to, Lanes256.Load(from + offsets[k]));
                }
                else
                {
                    for (var k = first; k < last; k++, to += width)
                        CopyExactly(from + offsets[k], to, length);
                }
            }
        }
    }

    /// <summary>Copies a few floats exactly, in vectors that overlap where they do not fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyExactly(float* from, float* to, int count)
    {
        if (count >= 8)
        {
            for (var i = 0; i < count - 8; i += 8)
                Lanes256.Store(to + i, Lanes256.Load(from + i));
            Lanes256.Store(to + count - 8, Lanes256.Load(from + count - 8));
        }
        else if (count >= 4)
        {
            var last = Lanes128.Load(from + count - 4);
            Lanes128.Store(to, Lanes128.Load(from));
            Lanes128.Store(to + count - 4, last);
        }
        else
        {
            for (var i = 0; i < count; i++)
                to[i] = from[i];
        }
    }
}
