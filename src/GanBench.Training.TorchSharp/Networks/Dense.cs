namespace GanBench.Training.Networks;

/// <summary>A fully connected layer in public operations.</summary>
internal static class Dense
{
    /// <summary>activation(input weight + bias).</summary>
    /// <param name="activation">Which activation.</param>
    /// <param name="input">Shape [R, B, in].</param>
    /// <param name="weight">Shape [R, in, out].</param>
    /// <param name="bias">Shape [R, 1, out].</param>
    /// <returns>Shape [R, B, out]; of maxout, out / pieces.</returns>
    public static Tensor Apply(Activation activation, Tensor input, Tensor weight, Tensor bias) =>
        activation.Apply(baddbmm(bias, input, weight));
}
