using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;

namespace BitTorch.Devices.Cpu.Convolutions;

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
        if (shape.Stride.Width == 2 && shape.Width % 2 == 0)
        {
            FoldByParity(in shape, columns, x);
            return;
        }

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

    /// <summary>
    /// The same for a stride of 2: even and odd columns of x apart, where a tap's terms are neighbours, then beside each other. A pixel
    /// gets its terms in the same order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldByParity(in ConvolutionShape shape, float* columns, float* x)
    {
        var outputs = shape.Outputs;
        var half = shape.Pixels / 2;
        var planes = Scratch.ForRows((nuint)shape.Pixels);
        for (var channel = 0; channel < shape.Channels; channel++, x += shape.Pixels)
        {
            new Span<float>(planes, shape.Pixels).Clear();
            for (var place = 0; place < shape.Kernel.Area; place++)
            {
                var walk = new TapRows(in shape, place);
                var parity = walk.FirstColumn & 1;
                var plane = planes + (parity * half) + ((walk.FirstColumn - parity) / 2);
                for (var i = 0; i < outputs.Height; i++, columns += outputs.Width)
                {
                    if (walk.IsInside(i))
                        Add(columns + walk.First, plane + (walk.PixelRow(i) * (shape.Width / 2)) + walk.First, walk.Last - walk.First);
                }
            }

            Interleaving.Merge(planes, half, 2, half, x);
        }
    }

    /// <summary>to += from, for a few floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* from, float* to, int count)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
            Lanes256.Store(to + i, Lanes256.Load(to + i) + Lanes256.Load(from + i));
        for (; i <= count - 4; i += 4)
            Lanes128.Store(to + i, Lanes128.Load(to + i) + Lanes128.Load(from + i));
        for (; i < count; i++)
            to[i] += from[i];
    }

    /// <summary>Where one tap looks at.</summary>
    private readonly struct TapRows
    {
        private readonly nint channel;
        private readonly int height, width, step, firstRow;

        internal TapRows(in ConvolutionShape shape, int tap)
        {
            var (c, place) = Math.DivRem(tap, shape.Kernel.Area);
            var (a, b) = Math.DivRem(place, shape.Kernel.Width);
            channel = (nint)c * shape.Pixels;
            (height, width, step) = (shape.Height, shape.Width, shape.Stride.Height);
            firstRow = a - shape.Padding.Height;
            FirstColumn = b - shape.Padding.Width;
            First = FirstColumn < 0 ? (shape.Stride.Width - 1 - FirstColumn) / shape.Stride.Width : 0;
            Last = FirstColumn < width
                ? Math.Min(shape.Outputs.Width, (width - FirstColumn + shape.Stride.Width - 1) / shape.Stride.Width)
                : 0;
        }

        /// <summary>Column of the pixel that output column 0 sees; negative inside the padding.</summary>
        internal int FirstColumn { get; }

        /// <summary>First output column whose pixel lies in the image.</summary>
        internal int First { get; }

        /// <summary>One behind the last.</summary>
        internal int Last { get; }

        /// <summary>Whether the pixels of an output row lie in the image.</summary>
        internal bool IsInside(int i) => (uint)PixelRow(i) < (uint)height;

        /// <summary>Row of the pixels that an output row sees.</summary>
        internal int PixelRow(int i) => firstRow + (i * step);

        /// <summary>Where the pixel of output column 0 lies, or would lie.</summary>
        internal nint Row(int i) => channel + ((nint)PixelRow(i) * width) + FirstColumn;
    }
}
