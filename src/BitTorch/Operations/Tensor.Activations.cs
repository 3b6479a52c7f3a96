using BitTorch.Autograd;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh()
        {
            var value = Unary(nameof(tanh), default(HyperbolicTangent));
            return Operation.RecordSaving(
                value, this, Saved.Of(nameof(tanh), value), static (y, gradient, _) => gradient.mul(y.Value.square().SubtractFrom(1)));
        }

        /// <summary>The logistic function 1 / (1 + exp(-this)).</summary>
        public Tensor sigmoid()
        {
            var value = Unary(nameof(sigmoid), default(Sigmoid));
            return Operation.RecordSaving(
                value,
                this,
                Saved.Of(nameof(sigmoid), value),
                static (y, gradient, _) => gradient.mul(y.Value).mul(y.Value.SubtractFrom(1)));
        }

        /// <summary>The larger of this and 0; slope 0 at zero.</summary>
        public Tensor relu() => Operation.RecordSaving(
            Unary(nameof(relu), default(Rectifier)),
            this,
            Saved.Of(nameof(relu), this),
            static (x, gradient, _) => gradient.WherePositive(x.Value));

        /// <summary>this where positive, else negative_slope times this.</summary>
        /// <param name="negative_slope">Slope at and below zero.</param>
        public Tensor leaky_relu(Scalar negative_slope)
        {
            ArgumentNullException.ThrowIfNull(negative_slope);
            var slope = negative_slope.Single;
            return Operation.RecordSaving(
                Unary(nameof(leaky_relu), new LeakyRectifier(slope)),
                this,
                Saved.Of(nameof(leaky_relu), this).With(slope),
                static (x, gradient, _) => gradient.LeakyWherePositive(x.Tensors.Value, x.Other));
        }

        /// <summary>this where positive, else alpha (exp(this) - 1); slope alpha at zero.</summary>
        /// <remarks>The difference is exactly 0 at zero and within 1.2e-7 alpha of the formula elsewhere: near zero it cancels.</remarks>
        /// <param name="alpha">Minus the value far below zero; rounded to float32.</param>
        public Tensor elu(double alpha = 1)
        {
            var scale = (float)alpha;
            return Operation.RecordSaving(
                Unary(nameof(elu), new ExponentialLinear(scale)),
                this,
                Saved.Of(nameof(elu), this).With(scale),
                static (x, gradient, _) => gradient.mul(SlopeOfElu(x.Tensors.Value, x.Other)));
        }

        /// <summary>log(1 + exp(beta this)) / beta, accurate at both ends.</summary>
        /// <param name="beta">Sharpness, positive.</param>
        /// <param name="threshold">Above it TorchSharp returns its input; from 20 on that is the same float32.</param>
        /// <exception cref="NotSupportedException">A smaller threshold was asked for.</exception>
        public Tensor softplus(double beta = 1, double threshold = 20)
        {
            RequireFloat(nameof(softplus));
            if (!(threshold >= 20))
                throw new NotSupportedException($"softplus: threshold {threshold} was asked for; BitTorch has no cut-off below 20.");
            if (beta != 1) return mul(beta).softplus().div(beta);
            return Operation.RecordSaving(
                Unary(nameof(softplus), default(Softplus)),
                this,
                Saved.Of(nameof(softplus), this),
                static (x, gradient, _) => gradient.mul(x.Value.sigmoid()));
        }

        private static Tensor SlopeOfElu(Tensor x, float alpha)
        {
            // Cut off at zero before exp: an infinity in the branch that is not chosen would become NaN in the gradient of this slope.
            var below = x.clamp(max: 0).exp().mul(alpha);
            return ones_like(x).where(x > 0, below);
        }

        // Linear in this tensor, with a second operand that only says where: the gradients of functions with kinks.
        private Tensor WherePositive(Tensor x) => Operation.RecordSaving(
            Binary(nameof(relu), default(RectifierGradient), x),
            this,
            Saved.Of(nameof(relu), x),
            static (x, gradient, _) => gradient.WherePositive(x.Value));

        private Tensor LeakyWherePositive(Tensor x, float slope) => Operation.RecordSaving(
            Binary(nameof(leaky_relu), new LeakyRectifierGradient(slope), x),
            this,
            Saved.Of(nameof(leaky_relu), x).With(slope),
            static (x, gradient, _) => gradient.LeakyWherePositive(x.Tensors.Value, x.Other));
    }
}
