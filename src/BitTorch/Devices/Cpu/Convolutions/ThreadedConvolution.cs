using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>Cuts large convolutions into parts by their outputs: images or weights, never along a sum.</summary>
internal static unsafe class ThreadedConvolution
{
    /// <summary>Taps of a part are a multiple of this, so that only the last part has ragged tiles.</summary>
    private const int TapUnit = 32;

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
            var (start, length) = Shares.Of(Shape.Images, parts, part);
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
            var (first, count) = Shares.InUnits(Shape.Taps, TapUnit, part, parts);
            WeightGradient.RunTaps(in Shape, X, Y, Weights, first, first + count);
        }
    }
}
