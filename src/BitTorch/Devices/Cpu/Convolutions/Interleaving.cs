using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>Puts pixels that were computed by the remainders of their row and column beside each other again.</summary>
internal static unsafe class Interleaving
{
    /// <summary>Neighbouring pixels of a row.</summary>
    private struct Piece
    {
        /// <summary>First place in the merged line.</summary>
        internal int From;

        /// <summary>First pixel in x, of channel 0 and remainder 0.</summary>
        internal nint To;

        /// <summary>Number of pixels.</summary>
        internal int Count;

        /// <summary>Rows of x from this one on.</summary>
        internal int Rows;
    }

    /// <summary>
    /// x[n, c, t s + row, u s + column] = sums[(row, column), c, position] + bias[c] for the positions (n, t, u) of one panel.
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="grid">Rows t and columns u.</param>
    /// <param name="sums">[s * s, channels, width], and room for one more line of s * width.</param>
    /// <param name="width">Columns of a panel.</param>
    /// <param name="start">First position.</param>
    /// <param name="columns">Positions that exist.</param>
    /// <param name="bias">[channels], or null.</param>
    /// <param name="x">[n, c, height, width].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Distribute(
        in ConvolutionShape shape, Extent grid, float* sums, int width, int start, int columns, float* bias, float* x)
    {
        var stride = shape.Stride;
        var line = sums + ((nint)stride.Area * shape.Channels * width);
        var pieces = stackalloc Piece[columns];
        var count = Pieces(in shape, grid, start, columns, pieces);
        for (var c = 0; c < shape.Channels; c++, x += shape.Pixels)
        {
            for (var row = 0; row < stride.Height; row++)
            {
                var remainders = sums + ((((nint)row * stride.Width * shape.Channels) + c) * width);
                Merge(remainders, (nint)shape.Channels * width, stride.Width, width, line);
                for (var i = 0; bias != null && i < stride.Width * width; i++)
                    line[i] += bias[c];
                for (var piece = pieces; piece < pieces + count; piece++)
                {
                    if (row < piece->Rows)
                        PixelRun.CopyExactly(line + piece->From, x + piece->To + (row * shape.Width), piece->Count);
                }
            }
        }
    }

    /// <summary>The rows of x that a panel's positions belong to.</summary>
    private static int Pieces(in ConvolutionShape shape, Extent grid, int start, int columns, Piece* pieces)
    {
        var (stride, made) = (shape.Stride, 0);
        for (var column = 0; column < columns;)
        {
            var (image, place) = Math.DivRem(start + column, grid.Area);
            var (t, u) = Math.DivRem(place, grid.Width);
            var length = Math.Min(grid.Width - u, columns - column);
            var pixel = ((nint)t * stride.Height * shape.Width) + (u * stride.Width);
            pieces[made++] = new Piece
            {
                From = column * stride.Width,
                To = ((nint)image * shape.Channels * shape.Pixels) + pixel,
                Count = Math.Min(length * stride.Width, shape.Width - (u * stride.Width)),
                Rows = shape.Height - (t * stride.Height),
            };
            column += length;
        }

        return made;
    }

    /// <summary>line[i * parts + part] = sources[part, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Merge(float* sources, nint distance, int parts, int width, float* line)
    {
        var i = 0;
        if (parts == 2 && Avx2.IsSupported)
        {
            for (; i <= width - 8; i += 8)
            {
                var (even, odd) = (Vector256.Load(sources + i), Vector256.Load(sources + distance + i));
                var (low, high) = (Avx.UnpackLow(even, odd), Avx.UnpackHigh(even, odd));
                Avx.Permute2x128(low, high, 0x20).Store(line + (2 * i));
                Avx.Permute2x128(low, high, 0x31).Store(line + (2 * i) + 8);
            }
        }

        for (; i < width; i++)
        {
            for (var part = 0; part < parts; part++)
                line[(i * parts) + part] = sources[(part * distance) + i];
        }
    }
}
