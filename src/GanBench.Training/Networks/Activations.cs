namespace GanBench.Training.Networks;

/// <summary>Activations as functions.</summary>
public static class Activations
{
    /// <summary>Slope of <see cref="Activation.LeakyRelu"/> below zero, as in DCGAN (arXiv:1511.06434).</summary>
    public const double LeakySlope = 0.2;

    /// <summary>Applies an activation, element by element.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape.</returns>
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Linear => x,
        Activation.Relu => nn.functional.relu(x),
        Activation.LeakyRelu => nn.functional.leaky_relu(x, LeakySlope),
        Activation.Tanh => nn.functional.tanh(x),
        _ => throw new InvalidOperationException($"Bug in GanBench: activation {activation} has no function."),
    };
}
