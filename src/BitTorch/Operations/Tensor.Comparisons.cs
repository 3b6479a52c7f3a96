using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Masks;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Where this is larger, broadcast; false at NaN.</summary>
        /// <param name="target">The other operand, of the same element type.</param>
        /// <returns>A bool tensor.</returns>
        public Tensor gt(Tensor target) => Ordered<IsLess, IsLessBits>(nameof(gt), target, exchanged: true);

        /// <summary>Where this is larger; false at NaN.</summary>
        /// <param name="target">The number; rounded to float32 for a float32 tensor, whole for an int64 one.</param>
        /// <returns>A bool tensor.</returns>
        public Tensor gt(Scalar target) => WithNumber(nameof(gt), target, gt);

        /// <summary>Where this is smaller, broadcast; false at NaN.</summary>
        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor lt(Tensor target) => Ordered<IsLess, IsLessBits>(nameof(lt), target, exchanged: false);

        /// <summary>Where this is smaller; false at NaN.</summary>
        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor lt(Scalar target) => WithNumber(nameof(lt), target, lt);

        /// <summary>Where this is larger or equal, broadcast; false at NaN.</summary>
        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor ge(Tensor target) => Ordered<IsLessOrEqual, IsLessOrEqualBits>(nameof(ge), target, exchanged: true);

        /// <summary>Where this is larger or equal; false at NaN.</summary>
        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor ge(Scalar target) => WithNumber(nameof(ge), target, ge);

        /// <summary>Where this is smaller or equal, broadcast; false at NaN.</summary>
        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor le(Tensor target) => Ordered<IsLessOrEqual, IsLessOrEqualBits>(nameof(le), target, exchanged: false);

        /// <summary>Where this is smaller or equal; false at NaN.</summary>
        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor le(Scalar target) => WithNumber(nameof(le), target, le);

        /// <summary>The elements where the mask is true, +0 elsewhere, broadcast; linear, so its own kind of gradient.</summary>
        internal Tensor WhereTrue(Tensor mask) => Operation.RecordSaving(
            Masked("where", default(BitsAnd), mask),
            this,
            Saved.Of("where", mask).With(Sizes),
            static (saved, gradient, _) => gradient.WhereTrue(saved.Tensors.Value).SumTo(saved.Other));

        /// <summary>The elements where the mask is false, +0 elsewhere, broadcast.</summary>
        internal Tensor WhereFalse(Tensor mask) => Operation.RecordSaving(
            Masked("where", default(BitsAndNot), mask),
            this,
            Saved.Of("where", mask).With(Sizes),
            static (saved, gradient, _) => gradient.WhereFalse(saved.Tensors.Value).SumTo(saved.Other));

        private Tensor Ordered<TFloat, TInteger>(string operation, Tensor target, bool exchanged)
            where TFloat : struct, IBinary
            where TInteger : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(target);
            RequireSameType(operation, target);
            if (ElementType == ScalarType.Bool)
            {
                throw new ArgumentException(
                    $"{operation}: bool tensors were compared by size; they have no order, convert them with to(type).");
            }

            return exchanged ? Compared<TFloat, TInteger>(operation, target, this) : Compared<TFloat, TInteger>(operation, this, target);
        }

        private static Tensor Compared<TFloat, TInteger>(string operation, Tensor a, Tensor b)
            where TFloat : struct, IBinary
            where TInteger : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            a.RequireSameType(operation, b);
            var result = Empty(Shape.Broadcast(operation, a.Sizes, b.Sizes), ScalarType.Bool);
            if (a.ElementType == ScalarType.Float32) Broadcasting.Apply(operation, default(TFloat), a, b, result);
            else Broadcasting.Apply(operation, default(TInteger), a, b, result);
            return result;
        }

        private Tensor WithNumber(string operation, Scalar number, Func<Tensor, Tensor> comparison)
        {
            ArgumentNullException.ThrowIfNull(number);
            ThrowIfDisposed(operation);
            using var other = ElementType switch
            {
                ScalarType.Float32 => tensor(number.Single),
                ScalarType.Int64 when number.Double is >= int.MinValue and <= int.MaxValue && number.Double == Math.Floor(number.Double) =>
                    tensor([(long)number.Double], []),
                _ => throw new ArgumentException(
                    $"{operation}: a {NameOf(ElementType)} tensor cannot be compared with the number {number.Double}; "
                    + "int64 needs a whole one of 32 bits, bool has none."),
            };
            return comparison(other);
        }

        private Tensor Masked<TFunction>(string operation, TFunction function, Tensor mask)
            where TFunction : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(mask);
            RequireAlive(operation, this, mask);
            RequireFloat(operation);
            mask.RequireType(operation, "mask", ScalarType.Bool);
            var result = Empty(Shape.Broadcast(operation, Sizes, mask.Sizes));
            Broadcasting.Apply(operation, function, this, mask, result);
            return result;
        }
    }
}
