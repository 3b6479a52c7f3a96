namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>
/// Sizes of a two-dimensional convolution, channels first:
/// y[n, f, i, j] = sum over c, a, b of x[n, c, i s - p + a, j s - p + b] w[f, c, a, b].
/// </summary>
/// <param name="Images">n: 0 or more.</param>
/// <param name="Channels">c: channels of x.</param>
/// <param name="Height">Rows of x.</param>
/// <param name="Width">Columns of x.</param>
/// <param name="Filters">f: channels of y.</param>
/// <param name="Kernel">a and b: size of a filter.</param>
/// <param name="Stride">s: distance of neighbouring outputs in x, at least 1.</param>
/// <param name="Padding">p: zeros around x, 0 or more.</param>
internal readonly record struct ConvolutionShape(
    int Images, int Channels, int Height, int Width, int Filters, Extent Kernel, Extent Stride, Extent Padding)
{
    /// <summary>Rows and columns of y.</summary>
    internal Extent Outputs => new(
        ((Height + (2 * Padding.Height) - Kernel.Height) / Stride.Height) + 1,
        ((Width + (2 * Padding.Width) - Kernel.Width) / Stride.Width) + 1);

    /// <summary>Outputs of one image and filter.</summary>
    internal int Positions => Outputs.Area;

    /// <summary>Products of one output: weights of one filter.</summary>
    internal int Taps => Channels * Kernel.Area;

    /// <summary>Products of all outputs, those with the zeros of the padding included.</summary>
    internal long Products => (long)Images * Filters * Positions * Taps;

    /// <summary>Elements of one image and channel of x.</summary>
    internal int Pixels => Height * Width;
}
