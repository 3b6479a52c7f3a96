using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Devices.Cpu.Products;
using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>Outputs of a convolution: the product of the weights [f, (c, a, b)] with columns of the padded input.</summary>
/// <remarks>
/// Order of summation: every output is one chain acc = fma(w, x, acc) from +0 over (c, a, b) in row-major order, the zeros of the padding
/// included; the bias comes last, with one rounding. That is the chain of <see cref="MatrixProduct"/>.
/// </remarks>
internal static unsafe class ForwardConvolution
{
    /// <summary>k per block: a panel of the widest tile stays in the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>y at this machine's SIMD width.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">[n, c, height, width], contiguous.</param>
    /// <param name="weights">[f, c, a, b], contiguous.</param>
    /// <param name="bias">[f], or null.</param>
    /// <param name="y">[n, f, i, j], contiguous; every element is written.</param>
    internal static void Run(in ConvolutionShape shape, float* x, float* weights, float* bias, float* y)
    {
        if (ThreadedConvolution.Convolve(in shape, x, weights, bias, y))
            return;

        if (SimdWidth.Is512)
            Run<Lanes512>(in shape, x, weights, bias, y);
        else if (SimdWidth.Is256)
            Run<Lanes256>(in shape, x, weights, bias, y);
        else if (SimdWidth.Is128)
            Run<Lanes128>(in shape, x, weights, bias, y);
        else
            Run<Lanes1>(in shape, x, weights, bias, y);
    }

    /// <summary>y at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(in ConvolutionShape shape, float* x, float* weights, float* bias, float* y)
        where T : unmanaged, ILanes<T>
    {
        var width = 2 * T.Count;
        var depthBlocks = Math.Max(1, (shape.Taps + DepthBlock - 1) / DepthBlock);
        var (outputs, filters, total) = (shape.Outputs, shape.Filters, shape.Images * shape.Positions);
        if (total == 0 || filters == 0)
            return;

        var tiles = Scratch.ForRows((nuint)(WeightTiles.Floats<T>(filters, shape.Taps) + shape.Taps));
        var offsets = (int*)(tiles + WeightTiles.Floats<T>(filters, shape.Taps));
        for (var block = 0; block < depthBlocks; block++)
        {
            var (first, depth) = Shares.Of(shape.Taps, depthBlocks, block);
            WeightTiles.Pack<T>(weights + first, shape.Taps, filters, depth, tiles + WeightTiles.Floats<T>(filters, first), depth);
        }

        var layout = Layout(in shape);
        Offsets(in shape, in layout, offsets);
        var kept = ((width - 1) / shape.Positions) + 2;
        var images = new PaddedImages(in layout, x, shape.Images, kept);
        var panel = Scratch.ForPacking((nuint)((width * DepthBlock) + PaddedImages.Slack));
        var results = Scratch.ForResults((nuint)(2 * filters * width));
        var addend = bias == null ? null : Repeat(bias, results + (filters * width), filters, width);

        var runs = stackalloc PixelRun[width];
        for (var start = 0; start < total; start += width)
        {
            var columns = Math.Min(width, total - start);
            var (image, position) = Math.DivRem(start, shape.Positions);
            var isInOneImage = position + columns <= shape.Positions;
            var count = PixelRun.OfPositions(ref images, layout.Plane.Width, outputs, start, columns, runs);
            for (var block = 0; block < depthBlocks; block++)
            {
                var (first, depth) = Shares.Of(shape.Taps, depthBlocks, block);
                PixelRun.Copy(runs, count, 0, offsets + first, depth, panel, width);
                var tile = new TileOperands
                {
                    A = tiles + WeightTiles.Floats<T>(filters, first),
                    ARow = 1,
                    ADepth = ProductTile.MaxRows,
                    B = panel,
                    BDepth = width,
                    C = isInOneImage ? y + ((nint)image * filters * shape.Positions) + position : results,
                    CRow = isInOneImage ? shape.Positions : width,
                    Addend = block == depthBlocks - 1 ? addend : null,
                    AddendRow = width,
                    Depth = depth,
                    Columns = columns,
                    Resume = block > 0,
                };
                MatrixProduct.MultiplyPanel<T>(filters, gathered: true, in tile);
            }

            if (!isInOneImage)
                Distribute(in shape, results, width, start, columns, y);
        }
    }

    /// <summary>One plane for every offset of a tap within the stride, so that neighbouring outputs read neighbours.</summary>
    private static PaddedLayout Layout(in ConvolutionShape shape)
    {
        var plane = new Extent(
            shape.Outputs.Height + ((shape.Kernel.Height - 1) / shape.Stride.Height),
            shape.Outputs.Width + ((shape.Kernel.Width - 1) / shape.Stride.Width));
        return new(shape.Channels, new(shape.Height, shape.Width), shape.Stride, new(-shape.Padding.Height, -shape.Padding.Width), plane);
    }

    /// <summary>Where each tap (c, a, b) reads, counted from the place of the output in the first plane.</summary>
    private static void Offsets(in ConvolutionShape shape, in PaddedLayout layout, int* offsets)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            for (var a = 0; a < shape.Kernel.Height; a++)
            {
                for (var b = 0; b < shape.Kernel.Width; b++)
                {
                    var plane = (a % shape.Stride.Height * shape.Stride.Width) + (b % shape.Stride.Width);
                    *offsets++ = (channel * layout.ChannelFloats) + (plane * layout.PlaneFloats)
                        + (a / shape.Stride.Height * layout.Plane.Width) + (b / shape.Stride.Width);
                }
            }
        }
    }

    private static float* Repeat(float* bias, float* rows, int filters, int width)
    {
        for (var f = 0; f < filters; f++)
            new Span<float>(rows + (f * width), width).Fill(bias[f]);
        return rows;
    }

    /// <summary>Copies a panel of results whose columns belong to several images to their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute(in ConvolutionShape shape, float* results, int width, int start, int columns, float* y)
    {
        var positions = shape.Positions;
        for (var column = 0; column < columns;)
        {
            var (image, position) = Math.DivRem(start + column, positions);
            var count = Math.Min(positions - position, columns - column);
            var from = results + column;
            var to = y + ((nint)image * shape.Filters * positions) + position;
            for (var f = 0; f < shape.Filters; f++, from += width, to += positions)
                PixelRun.CopyExactly(from, to, count);
            column += count;
        }
    }
}
