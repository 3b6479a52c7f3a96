using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>A 4 x 4 convolution of stride 2 and padding 1 at batch 64.</summary>
/// <param name="IsTransposed">Whether it widens the image instead of narrowing it.</param>
/// <param name="WideChannels">Channels on the larger side.</param>
/// <param name="NarrowChannels">Channels on the smaller side.</param>
/// <param name="NarrowSide">Height and width of the smaller side; the other is twice as large.</param>
/// <param name="Part">What is computed.</param>
public sealed record ConvolutionCase(bool IsTransposed, int WideChannels, int NarrowChannels, int NarrowSide, ConvolutionPart Part) : IWork
{
    /// <summary>Images in a batch.</summary>
    public const int Batch = 64;

    /// <summary>Height and width of a kernel.</summary>
    public const int Kernel = 4;

    /// <inheritdoc/>
    public double MultiplyAdds => (double)Batch * NarrowSide * NarrowSide * NarrowChannels * WideChannels * Kernel * Kernel;

    /// <inheritdoc/>
    public override string ToString()
    {
        var (wide, narrow) = ($"{WideChannels}x{2 * NarrowSide}²", $"{NarrowChannels}x{NarrowSide}²");
        return $"{(IsTransposed ? $"{narrow} -> {wide}" : $"{wide} -> {narrow}")} {Part}";
    }
}
