using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Tensors;
using static BitTorch.torch;

namespace BitTorch.Fused;

/// <summary>Adam's update as one pass, with the bits of the tensor operations that it stands for.</summary>
internal static unsafe class FusedAdam
{
    /// <summary>
    /// m.mul_(beta1).add_(g, 1 - beta1); v.mul_(beta2).addcmul_(g, g, 1 - beta2); p.addcdiv_(m, v.sqrt().div(root).add_(epsilon), rate).
    /// </summary>
    /// <param name="parameters">p, changed in place; contiguous.</param>
    /// <param name="gradient">g, in the same shape.</param>
    /// <param name="firstMoment">m, changed in place; contiguous, in the same shape.</param>
    /// <param name="secondMoment">v, changed in place; contiguous, in the same shape.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second moment.</param>
    /// <param name="root">Divisor of the second moment's root.</param>
    /// <param name="epsilon">Added to that quotient.</param>
    /// <param name="rate">Weight of the step; below zero to descend.</param>
    /// <exception cref="ArgumentException">The shapes differ, or one that is changed is not contiguous.</exception>
    /// <exception cref="InvalidOperationException">Gradients are recorded for one of the tensors; use no_grad().</exception>
    internal static void Step(
        Tensor parameters,
        Tensor gradient,
        Tensor firstMoment,
        Tensor secondMoment,
        double beta1,
        double beta2,
        double root,
        double epsilon,
        double rate)
    {
        foreach (var changed in (ReadOnlySpan<Tensor>)[parameters, firstMoment, secondMoment])
        {
            changed.RequireWritable("adam");
            if (!changed.IsContiguous)
            {
                throw new ArgumentException(
                    $"adam: a tensor of shape {Shape.Text(changed.Sizes)} is changed in place and must be contiguous.");
            }
        }

        foreach (var tensor in (ReadOnlySpan<Tensor>)[parameters, gradient, firstMoment, secondMoment])
        {
            tensor.RequireFloat("adam");
            if (!tensor.Sizes.AsSpan().SequenceEqual(parameters.Sizes))
                throw new ArgumentException($"adam: shapes {Shape.Text(parameters.Sizes)} and {Shape.Text(tensor.Sizes)} must be equal.");
        }

        var numbers = new AdamNumbers(
            (float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2), (float)root, (float)epsilon, (float)rate);
        using var copy = gradient.IsContiguous ? null : gradient.RowMajor("adam");
        fixed (float* g = (copy ?? gradient).ContiguousSpan(), p = parameters.ContiguousSpan())
        fixed (float* m = firstMoment.ContiguousSpan(), v = secondMoment.ContiguousSpan())
            AdamKernel.Run(numbers, g, m, v, p, parameters.Count);
        parameters.CountChange();
        firstMoment.CountChange();
        secondMoment.CountChange();
    }
}
