using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Products;
using BitTorch.Devices.Cpu.Reductions;
using BitTorch.Fused;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The value of a layer; <see cref="FusedLayer.Apply"/> says what is what. Nothing is recorded.</summary>
        internal static Tensor LayerValue(LayerActivation activation, float slope, Tensor bias, Tensor input, Tensor weight)
        {
            RequireAlive(nameof(baddbmm), bias, input, weight);
            bias.RequireFloat(nameof(baddbmm));
            input.RequireFloat(nameof(baddbmm), weight);
            RequireProduct(nameof(baddbmm), input, weight);
            RequireAddend(bias, Shape.Shared([input.Sizes[0], input.Sizes[1], weight.Sizes[2]]));
            var value = Product(nameof(baddbmm), input, weight, bias, activation switch
            {
                LayerActivation.Rectifier => new Rectification(RectificationKind.Rectifier, 0),
                LayerActivation.LeakyRectifier => new Rectification(RectificationKind.LeakyRectifier, slope),
                _ => default,
            });
            if (activation == LayerActivation.HyperbolicTangent)
                ElementwiseKernel.Unary(default(HyperbolicTangent), value.ContiguousSpan(), value.ContiguousSpan());
            return value;
        }

        /// <summary>This gradient of a layer's value as the gradient of its sums, made from differentiable operations.</summary>
        internal Tensor ThroughActivation(LayerActivation activation, float slope, Tensor value) => activation switch
        {
            LayerActivation.Rectifier => WherePositive(value),
            LayerActivation.LeakyRectifier => LeakyWherePositive(value, slope),
            _ => mul(value.square().SubtractFrom(1)),
        };

        /// <summary>The same without recording, in place where nobody else sees this tensor.</summary>
        /// <param name="activation">Which function.</param>
        /// <param name="slope">Slope of the leaky rectifier.</param>
        /// <param name="value">The layer's value, in this shape.</param>
        /// <param name="biasSizes">Shape of the bias when its gradient is wanted.</param>
        /// <param name="biasGradient">That gradient when it was found on the way, else null.</param>
        internal Tensor ThroughActivation(
            LayerActivation activation, float slope, Tensor value, long[]? biasSizes, out Tensor? biasGradient) =>
            activation switch
            {
                LayerActivation.Rectifier => Through(default(RectifierGradient), value, biasSizes, out biasGradient),
                LayerActivation.LeakyRectifier => Through(new LeakyRectifierGradient(slope), value, biasSizes, out biasGradient),
                _ => Through(default(HyperbolicTangentGradient), value, biasSizes, out biasGradient),
            };

        private unsafe Tensor Through<TSlope>(TSlope slope, Tensor value, long[]? biasSizes, out Tensor? biasGradient)
            where TSlope : struct, IBinary
        {
            var through = OwnsMemoryAlone ? this : Empty(Sizes);
            if (biasSizes is null || !IsContiguous || !IsSummedOverRows(biasSizes))
            {
                biasGradient = null;
                Broadcasting.Apply("backward of a layer", slope, this, value, through);
                return through;
            }

            biasGradient = Empty(biasSizes);
            fixed (
                float* gradient = ContiguousSpan(),
                y = value.ContiguousSpan(),
                result = through.ContiguousSpan(),
                sums = biasGradient.ContiguousSpan())
                LayerGradient.Run(slope, gradient, y, result, sums, (nint)Sizes[0], (nint)Sizes[1], (nint)Sizes[2]);
            return through;
        }

        /// <summary>
        /// Whether a bias of this shape was one row for each matrix, so that its gradient is the sum of more than one row.
        /// </summary>
        private bool IsSummedOverRows(long[] biasSizes) =>
            Count > 0 && Sizes[1] > 1 && Sizes[2] > 1 && biasSizes.Length == 3 && biasSizes[0] == Sizes[0] && biasSizes[1] == 1
                && biasSizes[2] == Sizes[2];
    }
}
