using BitTorch.Fused;

namespace GanBench.Training.Networks;

/// <summary>A fully connected layer, in one pass on this engine; TorchSharp's file says the same in public operations.</summary>
internal static class Dense
{
    /// <summary>activation(input weight + bias).</summary>
    /// <param name="activation">Which activation.</param>
    /// <param name="input">Shape [R, B, in].</param>
    /// <param name="weight">Shape [R, in, out].</param>
    /// <param name="bias">Shape [R, 1, out].</param>
    /// <returns>Shape [R, B, out]; of maxout, out / pieces.</returns>
    public static Tensor Apply(Activation activation, Tensor input, Tensor weight, Tensor bias) => activation.Kind switch
    {
        ActivationKind.Relu => FusedLayer.Apply(LayerActivation.Rectifier, 0, bias, input, weight),
        ActivationKind.LeakyRelu =>
            FusedLayer.Apply(LayerActivation.LeakyRectifier, (float)activation.Slope, bias, input, weight),
        ActivationKind.Tanh => FusedLayer.Apply(LayerActivation.HyperbolicTangent, 0, bias, input, weight),
        _ => activation.Apply(baddbmm(bias, input, weight)),
    };
}
