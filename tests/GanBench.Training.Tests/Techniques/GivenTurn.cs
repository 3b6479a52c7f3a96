using System.Collections.Immutable;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Turns on given samples with the simplest networks: G(z) = θ z + offset, f(x) = ψ x, D(x) = Σ f(x).</summary>
internal static class GivenTurn
{
    /// <summary>The generator's turn, with its parameters for gradients: the matrix θ I, then the offset, which starts at zero.</summary>
    /// <param name="technique">What is tried.</param>
    /// <param name="real">Real samples, shape [1, B, d].</param>
    /// <param name="latent">Latent vectors, shape [1, B, d]; with θ = 1 the generated samples.</param>
    /// <param name="theta">θ.</param>
    /// <param name="psi">ψ.</param>
    /// <param name="otherLatent">More latent vectors.</param>
    /// <param name="sampleShape">Shape of one sample, or null for points.</param>
    public static (Turn Turn, Tensor Parameters) OfGenerator(
        Technique technique, Tensor real, Tensor latent, double theta = 1, double psi = 1, Tensor? otherLatent = null,
        ImmutableArray<int>? sampleShape = null)
    {
        var dimension = (int)real.size(2);
        var shape = sampleShape ?? [dimension];
        var shown = technique.Rules.ShownShape(shape, dimension).Aggregate(1, (product, size) => product * size);
        var generator =
            SideOf(new Perceptron([dimension, dimension], Activation.Linear, Activation.Linear, new Zeros()), Diagonal(dimension, theta));
        var discriminator = SideOf(
            new Perceptron([shown, shown, 1], Activation.Linear, Activation.Linear, new Zeros()),
            [.. Diagonal(shown, psi), .. Enumerable.Repeat(1f, shown), 0]);
        var draws = new GivenDraws(real, latent, new NoNoise(), otherLatent, sampleShape: shape);
        return (Turn.OfGenerator(technique.Rules, generator, discriminator, draws), generator.Parameters);
    }

    /// <summary>A diagonal matrix and biases of zero.</summary>
    private static float[] Diagonal(int size, double value)
    {
        var parameters = new float[size * (size + 1)];
        for (var i = 0; i < size; i++)
            parameters[(i * size) + i] = (float)value;
        return parameters;
    }

    private static Side SideOf(Network network, float[] parameters) =>
        new(network, null, new Sgd(1), tensor(parameters, [1, parameters.Length]).requires_grad_());

    private sealed class NoNoise : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => throw new NotSupportedException("No noise is given.");

        public override Tensor Normal(string name, params long[] shape) => throw new NotSupportedException("No noise is given.");
    }
}
