using BitTorch.Kernels;
using BitTorch.Kernels.Convolution;

namespace BitTorch.Threads;

/// <summary>Cuts large products and convolutions into parts by their outputs: rows, columns, images or weights, never along a sum.</summary>
internal static unsafe class ThreadedKernels
{
    /// <summary>Columns, rows and taps of a part are multiples of these, so that only the last part has ragged tiles.</summary>
    private const int ColumnUnit = 64;
    private const int RowUnit = 24;
    private const int TapUnit = 32;

    /// <returns>Whether the product was computed; false when it is too small to share.</returns>
    internal static bool Multiply(in ProductShape shape, float* a, float* b, float* c, float* addend)
    {
        var parts = ThreadTeam.PartsOf((double)shape.Batches * shape.Rows * shape.Columns * shape.Depth);
        if (parts == 1) return false;
        Multiply(parts, in shape, a, b, c, addend);
        return true;
    }

    /// <summary>The product in a given number of parts, which changes no bit.</summary>
    internal static void Multiply(int parts, in ProductShape shape, float* a, float* b, float* c, float* addend) =>
        ThreadTeam.Run(parts, new Product { Shape = shape, A = a, B = b, C = c, Addend = addend });

    /// <summary>A convolution's outputs.</summary>
    /// <returns>Whether they were computed; false when it is too small to share.</returns>
    internal static bool Convolve(in ConvolutionShape shape, float* x, float* weights, float* bias, float* y)
    {
        var parts = PartsOf(in shape, shape.Images);
        if (parts == 1) return false;
        Convolve(parts, in shape, x, weights, bias, y);
        return true;
    }

    /// <summary>A convolution's outputs in a given number of parts, which changes no bit.</summary>
    internal static void Convolve(int parts, in ConvolutionShape shape, float* x, float* weights, float* bias, float* y) =>
        ThreadTeam.Run(parts, new Images { Shape = shape, From = x, Weights = weights, Bias = bias, To = y });

    /// <summary>The transpose of a convolution.</summary>
    /// <returns>Whether it was computed; false when it is too small to share.</returns>
    internal static bool ConvolveBack(in ConvolutionShape shape, float* y, float* weights, float* bias, float* x)
    {
        var parts = PartsOf(in shape, shape.Images);
        if (parts == 1) return false;
        ConvolveBack(parts, in shape, y, weights, bias, x);
        return true;
    }

    /// <summary>The transpose of a convolution in a given number of parts, which changes no bit.</summary>
    internal static void ConvolveBack(int parts, in ConvolutionShape shape, float* y, float* weights, float* bias, float* x) =>
        ThreadTeam.Run(parts, new Images { Shape = shape, From = y, Weights = weights, Bias = bias, To = x, IsBackwards = true });

    /// <summary>The gradient of a convolution's weights.</summary>
    /// <returns>Whether it was computed; false when it is too small to share.</returns>
    internal static bool WeightGradientOf(in ConvolutionShape shape, float* x, float* y, float* weights)
    {
        var parts = PartsOf(in shape, (shape.Taps + TapUnit - 1) / TapUnit);
        if (parts == 1) return false;
        WeightGradientOf(parts, in shape, x, y, weights);
        return true;
    }

    /// <summary>The gradient of a convolution's weights in a given number of parts, which changes no bit.</summary>
    internal static void WeightGradientOf(int parts, in ConvolutionShape shape, float* x, float* y, float* weights) =>
        ThreadTeam.Run(parts, new Taps { Shape = shape, X = x, Y = y, Weights = weights });

    private static int PartsOf(in ConvolutionShape shape, int most) => Math.Max(
        1, Math.Min(ThreadTeam.PartsOf((double)shape.Images * shape.Positions * shape.Filters * shape.Taps), most));

    /// <summary>A share of <paramref name="total"/> that starts and, but for the last, ends at a multiple of a unit.</summary>
    private static (int Start, int Length) Share(int total, int unit, int part, int parts)
    {
        var (first, units) = MatrixProduct.Share((total + unit - 1) / unit, parts, part);
        var start = Math.Min(first * unit, total);
        return (start, Math.Min((first + units) * unit, total) - start);
    }

    private struct Product : IParts
    {
        internal ProductShape Shape;
        internal float* A;
        internal float* B;
        internal float* C;
        internal float* Addend;

        public readonly void Run(int part, int parts)
        {
            if (Shape.IsOneTallProduct(Addend != null))
                RunOne(Shape with { Batches = 1, Rows = Shape.Batches * Shape.Rows }, part, parts);
            else if (Shape.Batches >= parts)
                RunBatches(part, parts);
            else
                RunOne(Shape, part, parts);
        }

        private readonly void RunBatches(int part, int parts)
        {
            var (start, length) = MatrixProduct.Share(Shape.Batches, parts, part);
            var addend = Addend == null ? null : Addend + (start * Shape.AddendBatch);
            MatrixProduct.Multiply(
                Shape with { Batches = length }, A + (start * Shape.A.Batch), B + (start * Shape.B.Batch), C + (start * Shape.ResultBatch), addend);
        }

        /// <summary>The same columns, or else rows, of each product of the batch.</summary>
        private readonly void RunOne(in ProductShape shape, int part, int parts)
        {
            if (shape.Columns >= ColumnUnit * parts)
            {
                var (start, length) = Share(shape.Columns, ColumnUnit, part, parts);
                var addend = Addend == null ? null : Addend + start;
                MatrixProduct.Multiply(shape with { Columns = length }, A, B + (start * shape.B.Column), C + start, addend);
            }
            else
            {
                var (start, length) = Share(shape.Rows, RowUnit, part, parts);
                var addend = Addend == null ? null : Addend + (start * shape.AddendRow);
                MatrixProduct.Multiply(shape with { Rows = length }, A + (start * shape.A.Row), B, C + (start * shape.ResultRow), addend);
            }
        }
    }

    /// <summary>A convolution of some of the images, or its transpose.</summary>
    private struct Images : IParts
    {
        internal ConvolutionShape Shape;
        internal float* From;
        internal float* Weights;
        internal float* Bias;
        internal float* To;
        internal bool IsBackwards;

        public readonly void Run(int part, int parts)
        {
            var (start, length) = MatrixProduct.Share(Shape.Images, parts, part);
            var some = Shape with { Images = length };
            var (x, y) = ((nint)start * Shape.Channels * Shape.Pixels, (nint)start * Shape.Filters * Shape.Positions);
            if (IsBackwards)
                InputGradient.Run(in some, From + y, Weights, Bias, To + x);
            else
                ForwardConvolution.Run(in some, From + x, Weights, Bias, To + y);
        }
    }

    /// <summary>The gradients of some taps of each filter.</summary>
    private struct Taps : IParts
    {
        internal ConvolutionShape Shape;
        internal float* X;
        internal float* Y;
        internal float* Weights;

        public readonly void Run(int part, int parts)
        {
            var (first, count) = Share(Shape.Taps, TapUnit, part, parts);
            WeightGradient.RunTaps(in Shape, X, Y, Weights, first, first + count);
        }
    }
}
