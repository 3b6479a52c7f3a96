using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>f(this) as a new tensor; nothing is recorded.</summary>
        private Tensor Unary<TFunction>(string operation, TFunction function)
            where TFunction : struct, IUnary
        {
            RequireFloat(operation);
            if (IsContiguous)
            {
                var result = Empty(Sizes);
                ElementwiseKernel.Unary(function, ContiguousSpan(), result.ContiguousSpan());
                return result;
            }

            var copy = Copy(operation);
            ElementwiseKernel.Unary(function, copy.ContiguousSpan(), copy.ContiguousSpan());
            return copy;
        }

        /// <summary>f(this, other), broadcast, as a new tensor; nothing is recorded.</summary>
        private Tensor Binary<TFunction>(string operation, TFunction function, Tensor other)
            where TFunction : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(other);
            RequireFloat(operation, other);
            var result = Empty(Shape.Broadcast(operation, Sizes, other.Sizes));
            Broadcasting.Apply(operation, function, this, other, result);
            return result;
        }
    }
}
