using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Overwrites the elements.</summary>
        /// <param name="source">New elements, broadcast to this shape.</param>
        /// <param name="nonBlocking">Without effect.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Overwrite(nameof(copy_), default(Second), source);

        /// <summary>Adds in place, broadcast.</summary>
        /// <param name="target">The other operand.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor add_(Tensor target) => Overwrite(nameof(add_), default(Add), target);

        /// <summary>Adds alpha target in place, broadcast, with one rounding.</summary>
        /// <param name="target">The other operand.</param>
        /// <param name="alpha">Its weight.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor add_(Tensor target, Scalar alpha) => Overwrite(nameof(add_), new AddScaled(alpha.Single), target);

        /// <summary>Adds a number in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor add_(Scalar scalar) => Overwrite(nameof(add_), new AddScalar(scalar.Single));

        /// <summary>Multiplies by a number in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor mul_(Scalar target) => Overwrite(nameof(mul_), new MultiplyScalar(target.Single));

        /// <summary>Adds value tensor1 tensor2 in place: the product is rounded, the sum is fused with the weight.</summary>
        /// <param name="tensor1">One factor, in this shape.</param>
        /// <param name="tensor2">The other factor, in this shape.</param>
        /// <param name="value">Weight of the product.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Overwrite(nameof(addcmul_), new AddScaledProduct(value.Single), tensor1, tensor2);

        /// <summary>Adds value tensor1 / tensor2 in place: the quotient is rounded, the sum is fused with the weight.</summary>
        /// <param name="tensor1">Numerator, in this shape.</param>
        /// <param name="tensor2">Denominator, in this shape.</param>
        /// <param name="value">Weight of the quotient.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Overwrite(nameof(addcdiv_), new AddScaledQuotient(value.Single), tensor1, tensor2);

        /// <summary>Sets every element to zero.</summary>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor; use no_grad().</exception>
        public Tensor zero_() => Fill(nameof(zero_), 0);

        private Tensor Fill(string operation, float value)
        {
            ThrowIfDisposed(operation);
            using var number = tensor(value);
            return Overwrite(operation, default(Second), number);
        }

        private Tensor Overwrite<TFunction>(string operation, TFunction function)
            where TFunction : struct, IUnary
        {
            RequireWritable(operation);
            RequireFloat(operation);
            if (IsContiguous)
            {
                storage.CountChange();
                ElementwiseKernel.Unary(function, ContiguousSpan(), ContiguousSpan());
                return this;
            }

            using var result = Unary(operation, function);
            storage.CountChange();
            Broadcasting.Apply(operation, default(First), result, result, this);
            return this;
        }

        private Tensor Overwrite<TFunction>(string operation, TFunction function, Tensor other)
            where TFunction : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(other);
            RequireWritable(operation);
            RequireUnrecorded(operation, other);
            RequireFloat(operation, other);
            if (!Shape.Broadcast(operation, Sizes, other.Sizes).AsSpan().SequenceEqual(Sizes))
            {
                throw new ArgumentException(
                    $"{operation}: shape {Shape.Text(other.Sizes)} does not broadcast to {Shape.Text(Sizes)}.", nameof(other));
            }

            using var copy = other.CopyIfOverlapping(operation, this);
            storage.CountChange();
            Broadcasting.Apply(operation, function, this, copy ?? other, this);
            return this;
        }

        private Tensor Overwrite<TFunction>(string operation, TFunction function, Tensor first, Tensor second)
            where TFunction : struct, ITernary
        {
            ArgumentNullException.ThrowIfNull(first);
            ArgumentNullException.ThrowIfNull(second);
            RequireWritable(operation);
            RequireUnrecorded(operation, first);
            RequireUnrecorded(operation, second);
            foreach (var tensor in (ReadOnlySpan<Tensor>)[this, first, second])
            {
                tensor.RequireFloat(operation);
                if (!tensor.IsContiguous || !tensor.Sizes.AsSpan().SequenceEqual(Sizes))
                {
                    throw new ArgumentException(
                        $"{operation}: shapes {Shape.Text(Sizes)}, {Shape.Text(first.Sizes)} and {Shape.Text(second.Sizes)} "
                        + "must be equal and contiguous.");
                }
            }

            using var a = first.CopyIfOverlapping(operation, this);
            using var b = second.CopyIfOverlapping(operation, this);
            storage.CountChange();
            ElementwiseKernel.Ternary(function, ContiguousSpan(), (a ?? first).ContiguousSpan(), (b ?? second).ContiguousSpan());
            return this;
        }

        /// <summary>
        /// A copy when this tensor sees the written memory in another way, so that reading ends before writing starts; else null.
        /// </summary>
        private Tensor? CopyIfOverlapping(string operation, Tensor written)
        {
            var sameElements = offset == written.offset && Sizes.AsSpan().SequenceEqual(written.Sizes)
                && Strides.AsSpan().SequenceEqual(written.Strides);
            return storage != written.storage || sameElements ? null : Copy(operation);
        }

        private static void RequireUnrecorded(string operation, Tensor read)
        {
            read.ThrowIfDisposed(operation);
            if (GradientMode.IsRecording && read.Node is not null)
            {
                throw new InvalidOperationException(
                    $"{operation}: an operand requires gradients, which a change in place does not record; use no_grad() or detach().");
            }
        }

        /// <exception cref="InvalidOperationException">Gradients are recorded for this tensor, or its elements share memory.</exception>
        internal void RequireWritable(string operation)
        {
            ThrowIfDisposed(operation);
            if (GradientMode.IsRecording && Node is not null)
            {
                throw new InvalidOperationException(
                    $"{operation}: the tensor requires gradients, so it can be changed in place only inside no_grad().");
            }

            for (var d = 0; d < Rank; d++)
            {
                if (Strides[d] == 0 && Sizes[d] > 1 && Count > 0)
                {
                    throw new InvalidOperationException(
                        $"{operation}: elements of shape {Shape.Text(Sizes)} share memory (expand), so they cannot be changed in place; "
                        + "clone() first.");
                }
            }
        }
    }
}
