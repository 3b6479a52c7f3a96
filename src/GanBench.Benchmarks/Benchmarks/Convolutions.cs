using BenchmarkDotNet.Attributes;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>The convolutions of the DCGAN on 28 x 28 images, and their gradients.</summary>
public class Convolutions
{
    private static readonly long[] Strides = [2, 2];
    private static readonly long[] Padding = [1, 1];
    private static readonly bool[] Directions = [false, true];
    private static readonly (int Wide, int Narrow, int Side)[] Sizes = [(64, 128, 7), (1, 64, 14)];
    private Tensor? input;
    private Tensor? weight;
    private Tensor? output;
    private Tensor? gradient;

    /// <summary>Both convolutions of each network.</summary>
    public static IEnumerable<ConvolutionCase> Cases =>
        from isTransposed in Directions
        from size in Sizes
        from part in Enum.GetValues<ConvolutionPart>()
        select new ConvolutionCase(isTransposed, size.Wide, size.Narrow, size.Side, part);

    /// <summary>The case that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public ConvolutionCase Case { get; set; } = null!;

    /// <summary>Draws the operands, and records the output that gradients go back from.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var (wide, narrow) = ((Case.WideChannels, 2 * Case.NarrowSide), (Case.NarrowChannels, Case.NarrowSide));
        var ((channels, side), (_, outputSide)) = Case.IsTransposed ? (narrow, wide) : (wide, narrow);
        var outputChannels = Case.IsTransposed ? Case.WideChannels : Case.NarrowChannels;
        input = Draw("input", ConvolutionCase.Batch, channels, side, side).requires_grad_(Case.Part == ConvolutionPart.InputGradient);
        weight = Draw("weight", Case.NarrowChannels, Case.WideChannels, ConvolutionCase.Kernel, ConvolutionCase.Kernel)
            .requires_grad_(Case.Part == ConvolutionPart.WeightGradient);
        gradient = Draw("gradient", ConvolutionCase.Batch, outputChannels, outputSide, outputSide);
        output = Convolve();
    }

    /// <summary>The output, or one gradient, into a new tensor.</summary>
    [Benchmark]
    public void Convolution()
    {
        using var result = Case.Part == ConvolutionPart.Forward
            ? Convolve()
            : autograd.grad([output!], [Case.Part == ConvolutionPart.InputGradient ? input! : weight!], [gradient!], retain_graph: true)[0];
    }

    private static Tensor Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, shape);
    }

    private Tensor Convolve() => Case.IsTransposed
        ? nn.functional.conv_transpose2d(input!, weight!, strides: Strides, padding: Padding)
        : nn.functional.conv2d(input!, weight!, strides: Strides, padding: Padding);
}
