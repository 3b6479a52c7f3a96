using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Convolutions;
using static BitTorch.torch;

namespace BitTorch.Functional;

/// <summary>A convolution's kernels as recorded operations: each is linear in its operands, and its gradients are the others.</summary>
/// <remarks>x is [n, c, height, width], w is [f, c, a, b], y is [n, f, i, j]; the kernels document the order of summation.</remarks>
internal static unsafe class RecordedConvolution
{
    /// <summary>y from x and w, plus a bias [f] unless null.</summary>
    internal static Tensor Outputs(ConvolutionShape shape, Tensor x, Tensor w, Tensor? bias)
    {
        OperationCounter.AddPairs(shape.Products);
        using var ownX = Plain(x);
        using var ownW = Plain(w);
        using var ownBias = bias is null ? null : Plain(bias);
        var y = Tensor.Empty([shape.Images, shape.Filters, shape.Outputs.Height, shape.Outputs.Width]);
        fixed (float* px = ownX.ContiguousSpan(), pw = ownW.ContiguousSpan(), py = y.ContiguousSpan())
        fixed (float* pb = ownBias is null ? default : ownBias.ContiguousSpan())
            ForwardConvolution.Run(in shape, px, pw, pb, py);
        return Operation.RecordSaving(y, x, w, bias, Saved.Of("conv2d", x, w).With(shape), static (saved, gradient, input) => input switch
        {
            0 => Inputs(saved.Other, gradient, saved.Tensors.Second.Value, null),
            1 => Weights(saved.Other, saved.Tensors.First.Value, gradient),
            _ => gradient.sum([0, 2, 3]),
        });
    }

    /// <summary>x from y and w, plus a bias [c] unless null.</summary>
    internal static Tensor Inputs(ConvolutionShape shape, Tensor y, Tensor w, Tensor? bias)
    {
        OperationCounter.AddPairs(shape.Products);
        using var ownY = Plain(y);
        using var ownW = Plain(w);
        using var ownBias = bias is null ? null : Plain(bias);
        var x = Tensor.Empty([shape.Images, shape.Channels, shape.Height, shape.Width]);
        fixed (float* py = ownY.ContiguousSpan(), pw = ownW.ContiguousSpan(), px = x.ContiguousSpan())
        fixed (float* pb = ownBias is null ? default : ownBias.ContiguousSpan())
            InputGradient.Run(in shape, py, pw, pb, px);
        var kept = Saved.Of("conv_transpose2d", y, w).With(shape);
        return Operation.RecordSaving(x, y, w, bias, kept, static (saved, gradient, input) => input switch
        {
            0 => Outputs(saved.Other, gradient, saved.Tensors.Second.Value, null),
            1 => Weights(saved.Other, gradient, saved.Tensors.First.Value),
            _ => gradient.sum([0, 2, 3]),
        });
    }

    /// <summary>w from x and y.</summary>
    internal static Tensor Weights(ConvolutionShape shape, Tensor x, Tensor y)
    {
        OperationCounter.AddPairs(shape.Products);
        using var ownX = Plain(x);
        using var ownY = Plain(y);
        var w = Tensor.Empty([shape.Filters, shape.Channels, shape.Kernel.Height, shape.Kernel.Width]);
        fixed (float* px = ownX.ContiguousSpan(), py = ownY.ContiguousSpan(), pw = w.ContiguousSpan())
            WeightGradient.Run(in shape, px, py, pw);
        return Operation.RecordSaving(w, x, y, Saved.Of("conv2d", x, y).With(shape), static (saved, gradient, input) => input == 0
            ? Inputs(saved.Other, saved.Tensors.Second.Value, gradient, null)
            : Outputs(saved.Other, saved.Tensors.First.Value, gradient, null));
    }

    /// <summary>The columns that filters see, [n, c a b, i j], from x.</summary>
    internal static Tensor Unfolded(ConvolutionShape shape, Tensor x)
    {
        using var own = Plain(x);
        var columns = Tensor.Empty([shape.Images, shape.Taps, shape.Positions]);
        fixed (float* from = own.ContiguousSpan(), to = columns.ContiguousSpan())
        {
            for (nint n = 0; n < shape.Images; n++)
                Folding.Unfold(in shape, from + (n * shape.Channels * shape.Pixels), to + (n * shape.Taps * shape.Positions));
        }

        return Operation.Record(columns, x, (gradient, _) => Folded(shape, gradient));
    }

    /// <summary>The transpose of <see cref="Unfolded"/>: x from columns, overlaps added up.</summary>
    internal static Tensor Folded(ConvolutionShape shape, Tensor columns)
    {
        using var own = Plain(columns);
        var x = Tensor.Empty([shape.Images, shape.Channels, shape.Height, shape.Width]);
        fixed (float* from = own.ContiguousSpan(), to = x.ContiguousSpan())
        {
            for (nint n = 0; n < shape.Images; n++)
                Folding.Fold(in shape, from + (n * shape.Taps * shape.Positions), to + (n * shape.Channels * shape.Pixels));
        }

        return Operation.Record(x, columns, (gradient, _) => Unfolded(shape, gradient));
    }

    /// <summary>The numbers in row-major order, without a gradient path.</summary>
    private static Tensor Plain(Tensor tensor)
    {
        using var _ = no_grad();
        return tensor.IsContiguous ? tensor.detach() : tensor.clone();
    }
}
