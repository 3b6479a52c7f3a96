using BitTorch.Autograd;
using BitTorch.Kernels;

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

        /// <summary>Where the two are equal, broadcast; false at NaN.</summary>
        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor eq(Tensor target) => Compared<IsSame, IsSameBits>(nameof(eq), this, target);

        /// <summary>Where this is equal; false at NaN.</summary>
        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor eq(Scalar target) => WithNumber(nameof(eq), target, eq);

        /// <summary>Where the two differ, broadcast; true at NaN.</summary>
        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor ne(Tensor target) => Compared<IsOther, IsOtherBits>(nameof(ne), this, target);

        /// <summary>Where this differs; true at NaN.</summary>
        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor ne(Scalar target) => WithNumber(nameof(ne), target, ne);

        /// <summary>Where elements are NaN; float32 only.</summary>
        public Tensor isnan() => Tested(nameof(isnan), default(IsNotANumber), ScalarType.Float32);

        /// <summary>Where elements are neither NaN nor infinite; float32 only.</summary>
        public Tensor isfinite() => Tested(nameof(isfinite), default(IsFinite), ScalarType.Float32);

        /// <summary>Where both are true, broadcast; bool only.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor logical_and(Tensor other) => Combined(nameof(logical_and), default(BitsAnd), other);

        /// <summary>Where at least one is true, broadcast; bool only.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor logical_or(Tensor other) => Combined(nameof(logical_or), default(BitsOr), other);

        /// <summary>Where this is false; bool only.</summary>
        public Tensor logical_not() => Tested(nameof(logical_not), default(BitsNot), ScalarType.Bool);

        /// <summary>Whether any element is true, shape []; false of nothing. Bool only.</summary>
        public Tensor any() => Quantified(nameof(any), null, keepdim: false, decisive: true);

        /// <summary>Whether any element along one dimension is true; false of nothing. Bool only.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        public Tensor any(long dim, bool keepdim = false) => Quantified(nameof(any), dim, keepdim, decisive: true);

        /// <summary>Whether all elements are true, shape []; true of nothing. Bool only.</summary>
        public Tensor all() => Quantified(nameof(all), null, keepdim: false, decisive: false);

        /// <summary>Whether all elements along one dimension are true; true of nothing. Bool only.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        public Tensor all(long dim, bool keepdim = false) => Quantified(nameof(all), dim, keepdim, decisive: false);

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
                throw new ArgumentException($"{operation}: bool tensors were compared by size; they have no order, use eq or ne, or convert them with to(type).");
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
            if (a.ElementType == ScalarType.Float32) Elementwise.Binary(operation, default(TFloat), a, b, result);
            else Elementwise.Binary(operation, default(TInteger), a, b, result);
            return result;
        }

        private Tensor WithNumber(string operation, Scalar number, Func<Tensor, Tensor> comparison)
        {
            ArgumentNullException.ThrowIfNull(number);
            ThrowIfDisposed(operation);
            using var other = ElementType switch
            {
                ScalarType.Float32 => tensor(number.Single),
                ScalarType.Int64 when number.Double is >= int.MinValue and <= int.MaxValue && number.Double == Math.Floor(number.Double) => tensor([(long)number.Double], []),
                _ => throw new ArgumentException(
                    $"{operation}: a {NameOf(ElementType)} tensor cannot be compared with the number {number.Double}; int64 needs a whole one of 32 bits, bool has none."),
            };
            return comparison(other);
        }

        private Tensor Tested<TFunction>(string operation, TFunction function, ScalarType type)
            where TFunction : struct, IUnary
        {
            RequireType(operation, "tensor", type);
            using var own = RowMajor(operation);
            var result = Empty(Sizes, ScalarType.Bool);
            Elementwise.Unary(function, own.ContiguousSpan(), result.ContiguousSpan());
            return result;
        }

        private Tensor Combined<TFunction>(string operation, TFunction function, Tensor other)
            where TFunction : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(other);
            RequireAlive(operation, this, other);
            RequireType(operation, "left operand", ScalarType.Bool);
            other.RequireType(operation, "right operand", ScalarType.Bool);
            var result = Empty(Shape.Broadcast(operation, Sizes, other.Sizes), ScalarType.Bool);
            Elementwise.Binary(operation, function, this, other, result);
            return result;
        }

        private Tensor Masked<TFunction>(string operation, TFunction function, Tensor mask)
            where TFunction : struct, IBinary
        {
            ArgumentNullException.ThrowIfNull(mask);
            RequireAlive(operation, this, mask);
            RequireFloat(operation);
            mask.RequireType(operation, "mask", ScalarType.Bool);
            var result = Empty(Shape.Broadcast(operation, Sizes, mask.Sizes));
            Elementwise.Binary(operation, function, this, mask, result);
            return result;
        }

        private Tensor Quantified(string operation, long? dim, bool keepdim, bool decisive)
        {
            RequireType(operation, "tensor", ScalarType.Bool);
            var line = dim is null ? new Line([Count], 0) : new Line(operation, this, dim.Value);
            using var own = RowMajor(operation);
            var result = Empty(line.Reduced(keepdim), ScalarType.Bool);
            var source = own.ContiguousIntegers();
            var destination = result.ContiguousIntegers();
            for (var i = 0; i < destination.Length; i++)
            {
                var decided = false;
                for (var (k, place) = (0, line.Start(i)); k < line.Count && !decided; k++, place += line.Inner)
                    decided = source[place] != 0 == decisive;
                destination[i] = decided == decisive ? -1 : 0;
            }

            return result;
        }
    }
}
