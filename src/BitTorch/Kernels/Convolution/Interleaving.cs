using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitTorch.Kernels.Convolution;

/// <summary>Puts pixels that were computed by the remainders of their row and column beside each other again.</summary>
internal static unsafe class Interleaving
{
    /// <summary>x[n, c, t s + row, u s + column] = sums[(row, column), c, position] + bias[c] for the positions (n, t, u) of one panel.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="grid">Rows t and columns u.</param>
    /// <param name="sums">[s * s, channels, width]; overwritten.</param>
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
        var line = stackalloc float[stride.Width * width];
        for (var c = 0; c < shape.Channels; c++)
        {
            for (var row = 0; row < stride.Height; row++)
            {
                var remainders = sums + (((nint)row * stride.Width * shape.Channels) + c) * width;
                Merge(remainders, (nint)shape.Channels * width, stride.Width, width, line);
                if (bias != null)
                {
                    for (var i = 0; i < stride.Width * width; i++)
                        line[i] += bias[c];
                }

                for (var column = 0; column < columns;)
                {
                    var (image, place) = Math.DivRem(start + column, grid.Area);
                    var (t, u) = Math.DivRem(place, grid.Width);
                    var length = Math.Min(grid.Width - u, columns - column);
                    var y = (t * stride.Height) + row;
                    var first = u * stride.Width;
                    var count = Math.Min(length * stride.Width, shape.Width - first);
                    if (y < shape.Height)
                        Run.CopyExactly(line + (column * stride.Width), x + (((((nint)image * shape.Channels) + c) * shape.Height + y) * shape.Width) + first, count);
                    column += length;
                }
            }
        }
    }

    /// <summary>line[i * parts + part] = sources[part, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(float* sources, nint distance, int parts, int width, float* line)
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
