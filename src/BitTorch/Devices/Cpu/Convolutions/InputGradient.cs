using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Devices.Cpu.Products;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>
/// A convolution's transpose, what outputs give back to inputs: its input gradient, and a transposed convolution's outputs.
/// </summary>
/// <remarks>
/// <para>x[n, c, row, column] = sum over (a, b) of (sum over f of w[f, c, a, b] y[n, f, i, j]) for row = i s - p + a and
/// column = j s - p + b. Order of summation: the inner sum is one chain acc = fma(w, y, acc) from +0 over ascending f; the sums of the taps
/// (a, b) are added to +0 in row-major order, the bias comes last. That is the fold of a product.</para>
/// <para>Pixels whose row and column leave the same remainders when divided by s see the same taps: s x s convolutions with stride 1, no
/// two of which write the same pixel. A tap outside y sees zeros there; with an infinite weight that is NaN.</para>
/// </remarks>
internal static unsafe class InputGradient
{
    /// <summary>Up to here one product for all taps, which are then folded, is faster than tiles of so few rows: the same sums.</summary>
    private const int FewChannels = 4;

    /// <summary>x at this machine's SIMD width.</summary>
    /// <param name="shape">Sizes of the convolution whose transpose this is.</param>
    /// <param name="y">[n, f, i, j], contiguous.</param>
    /// <param name="weights">[f, c, a, b], contiguous.</param>
    /// <param name="bias">[c], or null.</param>
    /// <param name="x">[n, c, height, width], contiguous; every element is written.</param>
    internal static void Run(in ConvolutionShape shape, float* y, float* weights, float* bias, float* x)
    {
        if (ThreadedConvolution.ConvolveBack(in shape, y, weights, bias, x))
            return;

        if (SimdWidth.Is512)
            Run<Lanes512>(in shape, y, weights, bias, x);
        else if (SimdWidth.Is256)
            Run<Lanes256>(in shape, y, weights, bias, x);
        else if (SimdWidth.Is128)
            Run<Lanes128>(in shape, y, weights, bias, x);
        else
            Run<Lanes1>(in shape, y, weights, bias, x);
    }

    /// <summary>x at a given SIMD width; the width changes no bit.</summary>
    internal static void Run<T>(in ConvolutionShape shape, float* y, float* weights, float* bias, float* x)
        where T : unmanaged, ILanes<T>
    {
        if (shape.Images * shape.Channels * shape.Pixels == 0)
            return;

        if (shape.Channels <= FewChannels)
            ProductThenFold<T>(in shape, y, weights, bias, x);
        else
            ByRemainders<T>(in shape, y, weights, bias, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ProductThenFold<T>(in ConvolutionShape shape, float* y, float* weights, float* bias, float* x)
        where T : unmanaged, ILanes<T>
    {
        var columns = Scratch.ForImages((nuint)shape.Taps * (nuint)shape.Positions);
        var product = ProductShape.Into(
            1,
            shape.Taps,
            shape.Positions,
            shape.Filters,
            MatrixStrides.Contiguous(shape.Filters, shape.Taps).Transposed,
            MatrixStrides.Contiguous(shape.Filters, shape.Positions));
        for (var n = 0; n < shape.Images; n++, y += shape.Filters * shape.Positions, x += shape.Channels * shape.Pixels)
        {
            MatrixProduct.Multiply<T>(in product, weights, y, columns, null);
            Folding.Fold(in shape, columns, x);
            for (var c = 0; bias != null && c < shape.Channels; c++)
            {
                foreach (ref var pixel in new Span<float>(x + (c * shape.Pixels), shape.Pixels))
                    pixel += bias[c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByRemainders<T>(in ConvolutionShape shape, float* y, float* weights, float* bias, float* x)
        where T : unmanaged, ILanes<T>
    {
        var width = 2 * T.Count;
        var (channels, filters, stride, kernel) = (shape.Channels, shape.Filters, shape.Stride, shape.Kernel);
        var (lowRow, rowShifts) = Shifts(stride.Height, shape.Padding.Height, kernel.Height);
        var (lowColumn, columnShifts) = Shifts(stride.Width, shape.Padding.Width, kernel.Width);
        var grid = new Extent((shape.Height + stride.Height - 1) / stride.Height, (shape.Width + stride.Width - 1) / stride.Width);
        var tapFloats = WeightTiles.Floats<T>(channels, filters);
        var tiles = Scratch.ForRows((nuint)((kernel.Area * tapFloats) + filters));
        var offsets = (int*)(tiles + (kernel.Area * tapFloats));
        WeightTiles.PackTaps<T>(weights, kernel.Area, channels, filters, tiles);

        var layout = new PaddedLayout(
            filters,
            shape.Outputs,
            new(1, 1),
            new(lowRow, lowColumn),
            new(grid.Height + rowShifts - 1, grid.Width + columnShifts - 1));
        for (var f = 0; f < filters; f++)
            offsets[f] = f * layout.ChannelFloats;
        var kept = ((width - 1) / grid.Area) + 2;
        var images = new PaddedImages(in layout, y, shape.Images, kept);
        var panelFloats = (nint)filters * width;
        var panels = Scratch.ForPacking((nuint)((rowShifts * columnShifts * panelFloats) + width));
        var zeros = panels + (rowShifts * columnShifts * panelFloats);
        new Span<float>(zeros, width).Clear();
        var sums = Scratch.ForResults(((nuint)stride.Area * (nuint)channels * (nuint)width) + ((nuint)stride.Width * (nuint)width));

        var runs = stackalloc PixelRun[width];
        var total = shape.Images * grid.Area;
        for (var start = 0; start < total; start += width)
        {
            var columns = Math.Min(width, total - start);
            var count = PixelRun.OfPositions(ref images, layout.Plane.Width, grid, start, columns, runs);
            for (var u = 0; u < rowShifts; u++)
            {
                for (var v = 0; v < columnShifts; v++)
                {
                    var panel = panels + (((u * columnShifts) + v) * panelFloats);
                    PixelRun.Copy(runs, count, (u * layout.Plane.Width) + v, offsets, filters, panel, width);
                }
            }

            for (var remainder = 0; remainder < stride.Area; remainder++)
            {
                var (row, column) = Math.DivRem(remainder, stride.Width);
                var tile = new TileOperands
                {
                    ARow = 1,
                    ADepth = ProductTile.MaxRows,
                    BDepth = width,
                    C = sums + ((nint)remainder * channels * width),
                    CRow = width,
                    Addend = zeros,
                    Depth = filters,
                    Columns = columns,
                };
                for (var a = (row + shape.Padding.Height) % stride.Height; a < kernel.Height; a += stride.Height)
                {
                    for (var b = (column + shape.Padding.Width) % stride.Width; b < kernel.Width; b += stride.Width)
                    {
                        var u = ((row + shape.Padding.Height - a) / stride.Height) - lowRow;
                        var v = ((column + shape.Padding.Width - b) / stride.Width) - lowColumn;
                        tile.A = tiles + (((a * kernel.Width) + b) * tapFloats);
                        tile.B = panels + (((u * columnShifts) + v) * panelFloats);
                        MatrixProduct.MultiplyPanel<T>(channels, gathered: true, in tile);
                        tile.Addend = tile.C;
                        tile.AddendRow = width;
                    }
                }

                if (tile.Addend == zeros)
                    new Span<float>(tile.C, channels * width).Clear();
            }

            Interleaving.Distribute(in shape, grid, sums, width, start, columns, bias, x);
        }
    }

    /// <summary>
    /// For one dimension: how far from a pixel's place in the grid its first output lies, and how many places are looked at.
    /// </summary>
    private static (int Lowest, int Count) Shifts(int stride, int padding, int kernel)
    {
        var lowest = int.MaxValue;
        var highest = int.MinValue;
        for (var remainder = 0; remainder < stride; remainder++)
        {
            for (var tap = (remainder + padding) % stride; tap < kernel; tap += stride)
            {
                lowest = Math.Min(lowest, (remainder + padding - tap) / stride);
                highest = Math.Max(highest, (remainder + padding - tap) / stride);
            }
        }

        return (lowest, highest - lowest + 1);
    }
}
