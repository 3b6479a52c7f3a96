using GanBench.Randomness;
using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

public sealed class MixtureTest
{
    private const int Replicas = 2;
    private const int Latent = 3;

    private static readonly Perceptron Form = new([Latent, 5, 2], Activation.Tanh, Activation.Linear, new Gaussian(0.7));

    // 7 samples of 3 generators: the last turn is not complete.
    [TestCase(6, 3, null)]
    [TestCase(7, 3, null)]
    [TestCase(2, 4, null)]
    [TestCase(6, 3, "hidden-1.")]
    [TestCase(7, 3, "hidden-1.")]
    public void Sample_ComesFromTheGeneratorWhoseTurnItIs(int batch, int generators, string? own)
    {
        using var scope = NewDisposeScope();
        var mixture = new Mixture(Form, generators, own);
        var (parameters, latents) = (Initial(mixture), Draw("latent", Replicas, batch, Latent));

        var (output, features) = mixture.Apply(parameters, latents);

        Assert.That(output.shape, Is.EqualTo(new long[] { Replicas, batch, 2 }));
        Assert.That(features.shape, Is.EqualTo(new long[] { Replicas, batch, 5 }));
        for (var i = 0; i < batch; i++)
        {
            var alone = Form.Apply(ParametersOf(i % generators), latents.narrow(1, i, 1));
            Assert.That(Values(output.narrow(1, i, 1)), Is.EqualTo(Values(alone.Output)), $"sample {i}");
            Assert.That(Values(features.narrow(1, i, 1)), Is.EqualTo(Values(alone.Features)), $"sample {i}");
        }

        // Each generator's own arrays one after the other, then what all have in common.
        Tensor ParametersOf(int generator)
        {
            var ownCount = own is null ? Form.Layout.Count : (Latent * 5) + 5;
            var common = Form.Layout.Count - ownCount;
            return cat([parameters.narrow(1, generator * ownCount, ownCount), parameters.narrow(1, generators * ownCount, common)], dim: 1);
        }
    }

    [Test]
    public void Gradient_OfSharedLayers_IsTheSumOverGenerators()
    {
        using var scope = NewDisposeScope();
        var mixture = new Mixture(Form, 2, "hidden-1.");
        var parameters = Initial(mixture).requires_grad_();

        var gradient = autograd.grad([mixture.Apply(parameters, Draw("latent", Replicas, 6, Latent)).Output.sum()], [parameters])[0];

        // The output layer's biases are added to all 6 samples of a replica, whichever generator made them.
        var last = Values(gradient.narrow(1, mixture.Layout.Count - 2, 2));
        Assert.That(last, Is.EqualTo(new[] { 6f, 6f, 6f, 6f }));
    }

    [Test]
    public void Layout_HasOwnArraysForEachGeneratorAndCommonOnesOnce() => Assert.That(
        new Mixture(Form, 2, "hidden-1.").Layout.Blocks.Select(block => block.Name),
        Is.EqualTo(
            new[] { "1.hidden-1.weight", "1.hidden-1.bias", "2.hidden-1.weight", "2.hidden-1.bias", "output.weight", "output.bias" }));

    [Test]
    public void Generators_StartWithOtherWeights()
    {
        var layout = new Mixture(Form, 2).Layout;

        var initial = layout.Initial(SeedStream.FromSeed(0));

        Assert.That(initial[..15], Is.Not.EqualTo(initial[(int)Form.Layout.Count..][..15]));
    }

    [Test]
    public void Origins_NameTheGeneratorWhoseTurnItIs()
    {
        using var scope = NewDisposeScope();

        var origins = Mixture.Origins(batch: 5, generators: 3);

        Assert.That(origins.shape, Is.EqualTo(new long[] { 1, 5, 3 }));
        Assert.That(Values(origins), Is.EqualTo(new[] { 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 1f, 0f, 0f, 0f, 1f, 0f }));
    }

    private static Tensor Initial(Network network) =>
        cat([.. Enumerable.Range(0, Replicas)
            .Select(seed => tensor(network.Layout.Initial(SeedStream.FromSeed(seed)), [1, network.Layout.Count]))]);

    private static Tensor Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, shape);
    }

    private static float[] Values(Tensor values) => values.data<float>().ToArray();
}
