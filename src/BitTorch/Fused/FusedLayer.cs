using BitTorch.Autograd;
using static BitTorch.torch;

namespace BitTorch.Fused;

/// <summary>A recorded layer: product, bias and activation as one operation, with the bits of the three.</summary>
/// <remarks>
/// <para>Only the layer's value is kept: from it follow whether a rectifier's argument was above zero, and the hyperbolic tangent's slope.
/// </para>
/// <para>Where gradients are to be differentiated again, the same gradients are made of differentiable operations.</para>
/// </remarks>
internal sealed class FusedLayer : Node
{
    private readonly LayerActivation activation;
    private readonly float slope;
    private readonly long[] biasSizes;
    private readonly Saved value;
    private readonly SavedPair factors;

    /// <summary>The gradient of the sums, once one of the inputs of a backward pass has asked for it.</summary>
    private Tensor? throughActivation;

    private FusedLayer(LayerActivation activation, float slope, Tensor bias, Tensor input, Tensor weight, Tensor value)
        : base([bias.Edge, input.Edge, weight.Edge])
    {
        this.activation = activation;
        this.slope = slope;
        biasSizes = bias.Sizes;
        this.value = Saved.Of(nameof(baddbmm), value);
        factors = Saved.Of(nameof(baddbmm), input, weight);
        this.value.Keep();
        factors.Keep();
    }

    /// <summary>activation(bias.baddbmm(input, weight)).</summary>
    /// <param name="activation">Which function.</param>
    /// <param name="slope">Slope of the leaky rectifier at and below zero; the others take none.</param>
    /// <param name="bias">Shape that broadcasts to [R, m, n].</param>
    /// <param name="input">Shape [R, m, k].</param>
    /// <param name="weight">Shape [R, k, n].</param>
    /// <returns>Shape [R, m, n].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the slope is below zero.</exception>
    internal static Tensor Apply(LayerActivation activation, float slope, Tensor bias, Tensor input, Tensor weight)
    {
        // Below a negative slope the value is positive on both sides of zero and does not tell them apart.
        if (activation == LayerActivation.LeakyRectifier && !(slope >= 0))
        {
            throw new ArgumentException(
                $"layer: slope {slope} was asked for; a leaky rectifier in a layer has a slope of 0 or more.", nameof(slope));
        }

        var value = Tensor.LayerValue(activation, slope, bias, input, weight);
        return GradientMode.IsRecording && (bias.Node ?? input.Node ?? weight.Node) is not null
            ? value.MadeBy(new FusedLayer(activation, slope, bias, input, weight, value), 0)
            : value;
    }

    internal override Tensor InputGradient(Tensor?[] gradients, int input)
    {
        Tensor? biasGradient = null;
        var isRecording = GradientMode.IsRecording;
        if (!ReferenceEquals(gradients[0], throughActivation))
        {
            var arrived = gradients[0]!;
            throughActivation = isRecording
                ? arrived.ThroughActivation(activation, slope, value.Value)
                : arrived.ThroughActivation(activation, slope, value.Value, input == 0 ? biasSizes : null, out biasGradient);

            // The pass goes on with, and in the end disposes, what lies in the slot.
            if (!isRecording && !ReferenceEquals(arrived, throughActivation)) arrived.Dispose();
            gradients[0] = throughActivation;
        }

        return input switch
        {
            0 => biasGradient ?? throughActivation!.SumTo(biasSizes),
            1 => throughActivation!.TimesTransposed(factors.Second.Value),
            _ => factors.First.Value.TransposedTimes(throughActivation!),
        };
    }

    internal override void Release()
    {
        if (IsReleased) return;
        IsReleased = true;
        value.Release();
        factors.Release();
        throughActivation = null;
    }
}
