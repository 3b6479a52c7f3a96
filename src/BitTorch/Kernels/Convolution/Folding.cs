using System.Runtime.CompilerServices;

namespace BitTorch.Kernels.Convolution;

/// <summary>One image as the columns that filters see, and the transpose of that.</summary>
internal static unsafe class Folding
{
    /// <summary>columns[(c, a, b), (i, j)] = x[c, i s - p + a, j s - p + b], +0 outside the image.</summary>
    /// <param name="shape">Sizes; images and filters do not matter.</param>
    /// <param name="x">[c, height, width].</param>
    /// <param name="columns">[c a b, i j].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Unfold(in ConvolutionShape shape, float* x, float* columns)
    {
        var outputs = shape.Outputs;
        for (var tap = 0; tap < shape.Taps; tap++)
        {
            var walk = new TapRows(in shape, tap);
            for (var i = 0; i < outputs.Height; i++, columns += outputs.Width)
            {
                new Span<float>(columns, outputs.Width).Clear();
                if (!walk.IsInside(i))
                    continue;
                var from = x + walk.Row(i);
                for (var j = walk.First; j < walk.Last; j++)
                    columns[j] = from[j * shape.Stride.Width];
            }
        }
    }

    /// <summary>
    /// x[c, row, column] = sum of columns[(c, a, b), (i, j)] over the taps that see the pixel, added to +0 in row-major order of (a, b).
    /// </summary>
    /// <param name="shape">Sizes; images and filters do not matter.</param>
    /// <param name="columns">[c a b, i j].</param>
    /// <param name="x">[c, height, width]; every element is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fold(in ConvolutionShape shape, float* columns, float* x)
    {
        var outputs = shape.Outputs;
        new Span<float>(x, shape.Channels * shape.Pixels).Clear();
        for (var tap = 0; tap < shape.Taps; tap++)
        {
            var walk = new TapRows(in shape, tap);
            for (var i = 0; i < outputs.Height; i++, columns += outputs.Width)
            {
                if (!walk.IsInside(i))
                    continue;
                var to = x + walk.Row(i);
                for (var j = walk.First; j < walk.Last; j++)
                    to[j * shape.Stride.Width] += columns[j];
            }
        }
    }

    /// <summary>Where one tap looks at.</summary>
    private readonly struct TapRows
    {
        private readonly nint channel;
        private readonly int height, width, step, firstRow, firstColumn;

        internal TapRows(in ConvolutionShape shape, int tap)
        {
            var (c, place) = Math.DivRem(tap, shape.Kernel.Area);
            var (a, b) = Math.DivRem(place, shape.Kernel.Width);
            channel = (nint)c * shape.Pixels;
            (height, width, step) = (shape.Height, shape.Width, shape.Stride.Height);
            firstRow = a - shape.Padding.Height;
            firstColumn = b - shape.Padding.Width;
            First = firstColumn < 0 ? (shape.Stride.Width - 1 - firstColumn) / shape.Stride.Width : 0;
            Last = firstColumn < width
                ? Math.Min(shape.Outputs.Width, (width - firstColumn + shape.Stride.Width - 1) / shape.Stride.Width)
                : 0;
        }

        /// <summary>First output column whose pixel lies in the image.</summary>
        internal int First { get; }

        /// <summary>One behind the last.</summary>
        internal int Last { get; }

        /// <summary>Whether the pixels of an output row lie in the image.</summary>
        internal bool IsInside(int i) => (uint)(firstRow + (i * step)) < (uint)height;

        /// <summary>Where the pixel of output column 0 lies, or would lie.</summary>
        internal nint Row(int i) => channel + ((nint)(firstRow + (i * step)) * width) + firstColumn;
    }
}
