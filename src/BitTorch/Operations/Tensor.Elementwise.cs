using BitTorch.Autograd;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>this + target, broadcast.</summary>
        /// <param name="target">The other operand.</param>
        public Tensor add(Tensor target) => Operation.Record(
            Binary(nameof(add), default(Add), target),
            this,
            target,
            (First: Sizes, Second: target.Sizes),
            static (sizes, gradient, input) => gradient.SumTo(input == 0 ? sizes.First : sizes.Second));

        /// <summary>this + alpha target, broadcast, with one rounding.</summary>
        /// <param name="target">The other operand.</param>
        /// <param name="alpha">Its weight.</param>
        public Tensor add(Tensor target, Scalar alpha) => Operation.Record(
            Binary(nameof(add), new AddScaled(alpha.Single), target),
            this,
            target,
            (First: Sizes, Second: target.Sizes, alpha),
            static (saved, gradient, input) => input == 0 ? gradient.SumTo(saved.First) : gradient.mul(saved.alpha).SumTo(saved.Second));

        /// <summary>this + scalar.</summary>
        /// <param name="scalar">The number.</param>
        public Tensor add(Scalar scalar) =>
            Operation.Record(Unary(nameof(add), new AddScalar(scalar.Single)), this, static (gradient, _) => gradient);

        /// <summary>this - target, broadcast.</summary>
        /// <param name="target">The other operand.</param>
        public Tensor sub(Tensor target) => Operation.Record(
            Binary(nameof(sub), default(Subtract), target),
            this,
            target,
            (First: Sizes, Second: target.Sizes),
            static (sizes, gradient, input) => input == 0 ? gradient.SumTo(sizes.First) : gradient.SumTo(sizes.Second).neg());

        /// <summary>this - scalar.</summary>
        /// <param name="target">The number.</param>
        public Tensor sub(Scalar target) =>
            Operation.Record(Unary(nameof(sub), new AddScalar(-target.Single)), this, static (gradient, _) => gradient);

        /// <summary>this times target, broadcast.</summary>
        /// <param name="target">The other operand.</param>
        public Tensor mul(Tensor target) => Operation.RecordSaving(
            Binary(nameof(mul), default(Multiply), target),
            this,
            target,
            Saved.Of(nameof(mul), this, target),
            static (factors, gradient, input) => input == 0
                ? gradient.mul(factors.Second.Value).SumTo(factors.First.Sizes)
                : gradient.mul(factors.First.Value).SumTo(factors.Second.Sizes));

        /// <summary>this times scalar.</summary>
        /// <param name="target">The number.</param>
        public Tensor mul(Scalar target) =>
            Operation.Record(
                Unary(nameof(mul), new MultiplyScalar(target.Single)), this, target, static (factor, gradient, _) => gradient.mul(factor));

        /// <summary>this / target, broadcast.</summary>
        /// <param name="target">The other operand.</param>
        /// <param name="rounding_mode">Only None.</param>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            RequireNoRounding(rounding_mode);
            var quotient = Binary(nameof(div), default(Divide), target);
            return Operation.RecordSaving(
                quotient,
                this,
                target,
                Saved.Of(nameof(div), quotient, target).With(Sizes),
                static (saved, gradient, input) => input == 0
                    ? gradient.div(saved.Tensors.Second.Value).SumTo(saved.Other)
                    : gradient.mul(saved.Tensors.First.Value).div(saved.Tensors.Second.Value).SumTo(saved.Tensors.Second.Sizes).neg());
        }

        /// <summary>this / scalar.</summary>
        /// <param name="target">The number.</param>
        /// <param name="rounding_mode">Only None.</param>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            RequireNoRounding(rounding_mode);
            return Operation.Record(
                Unary(nameof(div), new DivideByScalar(target.Single)),
                this,
                target,
                static (divisor, gradient, _) => gradient.div(divisor));
        }

        /// <summary>-this.</summary>
        public Tensor neg() => Operation.Record(Unary(nameof(neg), default(Negate)), this, static (gradient, _) => gradient.neg());

        /// <summary>1 / this.</summary>
        public Tensor reciprocal() => DivideInto(nameof(reciprocal), 1);

        /// <summary>this squared.</summary>
        public Tensor square() => Operation.RecordSaving(
            Unary(nameof(square), default(Square)),
            this,
            Saved.Of(nameof(square), this),
            static (x, gradient, _) => gradient.mul(x.Value).mul(2));

        /// <summary>The square root; NaN below zero, infinite slope at zero.</summary>
        public Tensor sqrt()
        {
            var root = Unary(nameof(sqrt), default(SquareRoot));
            return Operation.RecordSaving(
                root, this, Saved.Of(nameof(sqrt), root), static (root, gradient, _) => gradient.div(root.Value).mul(0.5f));
        }

        /// <summary>One over the square root.</summary>
        public Tensor rsqrt()
        {
            RequireFloat(nameof(rsqrt));
            return sqrt().reciprocal();
        }

        /// <summary>The absolute value; slope 0 at zero.</summary>
        public Tensor abs() => Operation.RecordSaving(
            Unary(nameof(abs), default(AbsoluteValue)),
            this,
            Saved.Of(nameof(abs), this),
            static (x, gradient, _) => gradient.MultiplySign(x.Value));

        /// <summary>e to the power of this.</summary>
        public Tensor exp()
        {
            var power = Unary(nameof(exp), default(Exponential));
            return Operation.RecordSaving(
                power, this, Saved.Of(nameof(exp), power), static (value, gradient, _) => gradient.mul(value.Value));
        }

        /// <summary>The natural logarithm; -infinity at zero, NaN below.</summary>
        public Tensor log() => Operation.RecordSaving(
            Unary(nameof(log), default(Logarithm)), this, Saved.Of(nameof(log), this), static (x, gradient, _) => gradient.div(x.Value));

        /// <summary>The sine of radians.</summary>
        public Tensor sin() => Operation.RecordSaving(
            Unary(nameof(sin), default(Sine)), this, Saved.Of(nameof(sin), this), static (x, gradient, _) => gradient.mul(x.Value.cos()));

        /// <summary>The cosine of radians.</summary>
        public Tensor cos() => Operation.RecordSaving(
            Unary(nameof(cos), default(Cosine)),
            this,
            Saved.Of(nameof(cos), this),
            static (x, gradient, _) => gradient.mul(x.Value.sin()).neg());

        /// <summary>this, but no smaller than min and no larger than max; slope 0 outside.</summary>
        /// <param name="min">Lower bound or null.</param>
        /// <param name="max">Upper bound or null.</param>
        /// <exception cref="ArgumentException">There is no bound.</exception>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            if (min is null && max is null)
                throw new ArgumentException("clamp: neither min nor max was given; at least one is needed.", nameof(min));
            var (low, high) = (min?.Single ?? float.NegativeInfinity, max?.Single ?? float.PositiveInfinity);
            return Operation.RecordSaving(
                Unary(nameof(clamp), new Clamp(low, high)),
                this,
                Saved.Of(nameof(clamp), this).With((low, high)),
                static (x, gradient, _) => gradient.WhereInside(x.Tensors.Value, x.Other.low, x.Other.high));
        }

        /// <summary>The larger of two, broadcast; equal elements share the gradient.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor maximum(Tensor other) => Operation.RecordSaving(
            Binary(nameof(maximum), default(Maximum), other),
            this,
            other,
            Saved.Of(nameof(maximum), this, other),
            static (saved, gradient, input) => input == 0
                ? gradient.mul(saved.First.Value.ShareOfLarger(saved.Second.Value)).SumTo(saved.First.Sizes)
                : gradient.mul(saved.Second.Value.ShareOfLarger(saved.First.Value)).SumTo(saved.Second.Sizes));

        /// <summary>scalar - this.</summary>
        internal Tensor SubtractFrom(Scalar scalar) =>
            Operation.Record(Unary(nameof(sub), new SubtractFromScalar(scalar.Single)), this, static (gradient, _) => gradient.neg());

        /// <summary>scalar / this.</summary>
        internal Tensor DivideInto(Scalar scalar) => DivideInto(nameof(div), scalar);

        private Tensor DivideInto(string operation, Scalar scalar)
        {
            var quotient = Unary(operation, new DivideScalar(scalar.Single));
            return Operation.RecordSaving(
                quotient,
                this,
                Saved.Of(operation, quotient, this),
                static (saved, gradient, _) => gradient.mul(saved.First.Value).div(saved.Second.Value).neg());
        }

        /// <summary>1 / this, but 0 where this is 0.</summary>
        internal Tensor ReciprocalWhereNotZero()
        {
            var value = Unary("norm", default(ReciprocalOrZero));
            return Operation.RecordSaving(
                value, this, Saved.Of("norm", value), static (value, gradient, _) => gradient.mul(value.Value.square()).neg());
        }

        /// <summary>1 where equal to the other, broadcast, else 0; without a gradient.</summary>
        internal Tensor EqualTo(Tensor other) => Binary("eq", default(IsEqual), other);

        // Linear in this tensor, with a second operand that only says where: the gradients of functions with kinks.
        private Tensor MultiplySign(Tensor x) => Operation.RecordSaving(
            Binary(nameof(abs), default(TimesSign), x),
            this,
            Saved.Of(nameof(abs), x),
            static (x, gradient, _) => gradient.MultiplySign(x.Value));

        private Tensor WhereInside(Tensor x, float low, float high) => Operation.RecordSaving(
            Binary(nameof(clamp), new InsideGradient(low, high), x),
            this,
            Saved.Of(nameof(clamp), x).With((low, high)),
            static (x, gradient, _) => gradient.WhereInside(x.Tensors.Value, x.Other.low, x.Other.high));

        /// <summary>1 where this is larger than the other, broadcast, 0 where smaller, 0.5 where equal; without a gradient.</summary>
        private Tensor ShareOfLarger(Tensor other) => Binary(nameof(maximum), default(ShareOfMaximum), other);

        private static void RequireNoRounding(RoundingMode mode)
        {
            if (mode != RoundingMode.None)
            {
                throw new NotSupportedException(
                    $"div: rounding mode {(int)mode} was asked for; BitTorch does not round quotients to whole numbers.");
            }
        }
    }
}
