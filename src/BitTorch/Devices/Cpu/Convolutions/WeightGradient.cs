using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Devices.Cpu.Products;
using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>What outputs and inputs of a convolution give to its weights.</summary>
/// <remarks>
/// w[f, c, a, b] = sum over n, i, j of y[n, f, i, j] x[n, c, i s - p + a, j s - p + b]. Order of summation: one chain
/// acc = fma(y, x, acc) from +0 over (n, i, j) in row-major order, the zeros of the padding included.
/// </remarks>
internal static unsafe class WeightGradient
{
    /// <summary>Positions per block: a panel of the widest tile stays in the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>From here on a block within one image is long enough.</summary>
    private const int ManyPositions = 128;

    /// <summary>Taps that are copied together.</summary>
    private const int MaxPiece = 4;
    private const int DepthAtOnce = 64;

    /// <summary>w at this machine's SIMD width.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">[n, c, height, width], contiguous.</param>
    /// <param name="y">[n, f, i, j], contiguous.</param>
    /// <param name="weights">[f, c, a, b], contiguous; every element is written.</param>
    internal static void Run(in ConvolutionShape shape, float* x, float* y, float* weights)
    {
        if (!ThreadedConvolution.WeightGradientOf(in shape, x, y, weights))
            RunTaps(in shape, x, y, weights, 0, shape.Taps);
    }

    /// <summary>w[f, (c, a, b)] for a range of taps (c, a, b), at this machine's SIMD width; the others are left as they are.</summary>
    internal static void RunTaps(in ConvolutionShape shape, float* x, float* y, float* weights, int firstTap, int endTap)
    {
        if (SimdWidth.Is512)
            RunTaps<Lanes512>(in shape, x, y, weights, firstTap, endTap);
        else if (SimdWidth.Is256)
            RunTaps<Lanes256>(in shape, x, y, weights, firstTap, endTap);
        else if (SimdWidth.Is128)
            RunTaps<Lanes128>(in shape, x, y, weights, firstTap, endTap);
        else
            RunTaps<Lanes1>(in shape, x, y, weights, firstTap, endTap);
    }

    /// <summary>w at a given SIMD width; the width changes no bit.</summary>
    internal static void Run<T>(in ConvolutionShape shape, float* x, float* y, float* weights)
        where T : unmanaged, ILanes<T> => RunTaps<T>(in shape, x, y, weights, 0, shape.Taps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTaps<T>(in ConvolutionShape shape, float* x, float* y, float* weights, int firstTap, int endTap)
        where T : unmanaged, ILanes<T>
    {
        var width = 2 * T.Count;
        var (filters, taps, positions, total) = (shape.Filters, shape.Taps, shape.Positions, shape.Images * shape.Positions);
        if (total == 0)
            new Span<float>(weights, filters * taps).Clear();
        if (total == 0 || filters * taps == 0)
            return;

        var plane = new Extent(
            ((shape.Outputs.Height - 1) * shape.Stride.Height) + shape.Kernel.Height,
            ((shape.Outputs.Width - 1) * shape.Stride.Width) + shape.Kernel.Width);
        var layout = new PaddedLayout(
            shape.Channels, new(shape.Height, shape.Width), new(1, 1), new(-shape.Padding.Height, -shape.Padding.Width), plane);
        // Large images are cut into blocks whose rows are read in place; small ones are packed several at a time.
        var isInPlace = positions >= ManyPositions;
        var (runs, run) = isInPlace ? (shape.Images, positions) : (1, total);
        var blocks = (run + DepthBlock - 1) / DepthBlock;
        var kept = ((DepthBlock - 1) / positions) + 2;
        var images = new PaddedImages(in layout, x, shape.Images, kept);
        var tiles = Scratch.ForRows((nuint)WeightTiles.Floats<T>(filters, DepthBlock));
        var panel = Scratch.ForPacking((nuint)((width * DepthBlock) + PaddedImages.Slack));
        var places = stackalloc nint[DepthBlock];
        for (var i = 0; i < runs * blocks; i++)
        {
            var (start, depth) = Shares.Of(run, blocks, i % blocks);
            var own = y + ((nint)(i / blocks) * filters * positions) + start;
            start += i / blocks * run;
            if (!isInPlace)
                PackOutputs<T>(in shape, y, start, depth, tiles);
            FindPlaces(in shape, ref images, plane.Width, start, depth, places);
            for (var column = firstTap; column < endTap; column += width)
            {
                var columns = Math.Min(width, endTap - column);
                CopyTaps(in shape, in layout, column, columns, places, depth, panel, width);
                var tile = new TileOperands
                {
                    A = isInPlace ? own : tiles,
                    ARow = isInPlace ? positions : 1,
                    ADepth = isInPlace ? 1 : ProductTile.MaxRows,
                    B = panel,
                    BDepth = width,
                    C = weights + column,
                    CRow = taps,
                    Depth = depth,
                    Columns = columns,
                    Resume = i > 0,
                };
                MatrixProduct.MultiplyPanel<T>(filters, gathered: !isInPlace, in tile);
            }
        }
    }

    /// <summary>The outputs at consecutive positions as the rows of a product.</summary>
    private static void PackOutputs<T>(in ConvolutionShape shape, float* y, int start, int depth, float* tiles)
        where T : unmanaged, ILanes<T>
    {
        for (var k = 0; k < depth;)
        {
            var (image, position) = Math.DivRem(start + k, shape.Positions);
            var count = Math.Min(shape.Positions - position, depth - k);
            var from = y + ((nint)image * shape.Filters * shape.Positions) + position;
            WeightTiles.Pack<T>(from, shape.Positions, shape.Filters, count, tiles + (k * ProductTile.MaxRows), depth);
            k += count;
        }
    }

    /// <summary>The pixel of tap (0, 0, 0) for consecutive positions, as an address.</summary>
    private static void FindPlaces(in ConvolutionShape shape, ref PaddedImages images, int row, int start, int depth, nint* places)
    {
        var outputs = shape.Outputs;
        var (image, position) = Math.DivRem(start, shape.Positions);
        var (i, j) = Math.DivRem(position, outputs.Width);
        for (var k = 0; k < depth; i++, j = 0)
        {
            if (i == outputs.Height)
            {
                i = 0;
                image++;
            }

            var line = images.Of(image) + ((nint)i * shape.Stride.Height * row);
            for (; j < outputs.Width && k < depth; j++, k++)
                places[k] = (nint)(line + (j * shape.Stride.Width));
        }
    }

    /// <summary>panel[k, tap]: for every position, the pixels of consecutive taps; the b of one (c, a) are neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyTaps(
        in ConvolutionShape shape, in PaddedLayout layout, int first, int count, nint* places, int depth, float* panel, int width)
    {
        // A few positions at a time, so that the part of the panel being filled stays in the first-level cache.
        for (var start = 0; start < depth; start += DepthAtOnce)
        {
            var end = Math.Min(start + DepthAtOnce, depth);
            for (var column = 0; column < count;)
            {
                var (row, b) = Math.DivRem(first + column, shape.Kernel.Width);
                var (channel, a) = Math.DivRem(row, shape.Kernel.Height);
                var length = Math.Min(Math.Min(shape.Kernel.Width - b, count - column), MaxPiece);
                var offset = ((nint)channel * layout.ChannelFloats) + ((nint)a * layout.Plane.Width) + b;
                var to = panel + ((nint)start * width) + column;
                if (column + MaxPiece <= width)
                {
                    for (var k = start; k < end; k++, to += width)
                        Lanes128.Store(to, Lanes128.Load((float*)places[k] + offset));
                }
                else
                {
                    for (var k = start; k < end; k++, to += width)
                        PixelRun.CopyExactly((float*)places[k] + offset, to, length);
                }

                column += length;
            }
        }
    }
}
