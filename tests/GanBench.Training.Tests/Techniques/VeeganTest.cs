using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class VeeganTest
{
    // G(z) = a z and F(x) = b x in one dimension: the penalty is lambda E z^2 (1 - a b)^2, whose gradients by a and b are known.
    [TestCase(1, 0.5, 3.0)]
    [TestCase(0.25, -2.0, 0.5)]
    public void Penalty_OfLinearNetworks_EqualsClosedForm(double lambda, double a, double b)
    {
        using var scope = NewDisposeScope();
        float[] z = [1f, -2f, 0.5f];
        using var generator = new Side(new Factor(), new Factor(), new Adam(1e-3), tensor([(float)a, (float)b], [1, 2]).requires_grad_());
        using var discriminator = new Side(new Factor(), null, new Adam(1e-3), tensor([1f], [1, 1]));
        var draws = new GivenDraws(zeros([1, 3, 1]), tensor(z, [1, 3, 1]), new StreamNoise([], 0));
        var technique = new Veegan(lambda);

        var penalty = technique.Rules.GeneratorPenalty!(Turn.OfGenerator(technique.Rules, generator, discriminator, draws));
        var gradient = autograd.grad([penalty.sum()], [generator.Parameters])[0].data<float>().ToArray();

        var squares = z.Average(value => (double)value * value);
        Assert.Multiple(() =>
        {
            Assert.That(penalty.item<float>(), Is.EqualTo(lambda * squares * Math.Pow(1 - (a * b), 2)).Within(1e-4));
            Assert.That(gradient[0], Is.EqualTo(-2 * lambda * squares * (1 - (a * b)) * b).Within(1e-4), "by the generator");
            Assert.That(gradient[1], Is.EqualTo(-2 * lambda * squares * (1 - (a * b)) * a).Within(1e-4), "by the reconstructor");
        });
    }

    [Test]
    public void Shown_IsTheLatentVectorBeforeTheSample_ReconstructedWhereItIsReal()
    {
        using var scope = NewDisposeScope();
        var (samples, latent) = (tensor([1f, 2f], [1, 1, 2]), tensor([7f, 8f, 9f], [1, 1, 3]));
        Tensor Reconstruct(Tensor x) => cat([10 * x, zeros([1, 1, 1])], dim: 2);
        var technique = new Veegan(Deviation: 0);

        var real = technique.Rules.Shown(new Batch(samples, null, Reconstruct, 0), new StreamNoise([], 0)).data<float>().ToArray();
        var fake = technique.Rules.Shown(new Batch(samples, latent, Reconstruct, 0), new StreamNoise([], 0)).data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(real, Is.EqualTo(new[] { 10f, 20f, 0f, 1f, 2f }));
            Assert.That(fake, Is.EqualTo(new[] { 7f, 8f, 9f, 1f, 2f }));
            Assert.That(technique.Rules.ShownShape([2], 3), Is.EqualTo(new[] { 5 }));
            Assert.That(technique.Rules.ShownShape([1, 28, 28], 64), Is.EqualTo(new[] { 848 }));
        });
    }

    // Algorithm 1 draws the latent vector of a real sample: sigma times the technique's own noise is added, to real samples only.
    [Test]
    public void Shown_OfRealSamples_HasNoiseOnTheLatentVector()
    {
        using var scope = NewDisposeScope();
        var (samples, latent) = (zeros([1, 500, 2]), zeros([1, 500, 3]));
        var noise = new StreamNoise([SeedStream.FromSeed(1)], 0);
        var technique = new Veegan(Deviation: 2);

        var real = technique.Rules.Shown(new Batch(samples, null, _ => ones([1, 500, 3]), 0), noise).data<float>().ToArray();
        var fake = technique.Rules.Shown(new Batch(samples, latent, _ => ones([1, 500, 3]), 0), noise).data<float>().ToArray();

        var drawn = real.Chunk(5).SelectMany(pair => pair[..3]).ToArray();
        var mean = drawn.Average();
        Assert.Multiple(() =>
        {
            Assert.That(real.Chunk(5).SelectMany(pair => pair[3..]), Is.All.Zero);
            Assert.That(fake, Is.All.Zero);
            Assert.That(mean, Is.EqualTo(1).Within(5 * 2 / Math.Sqrt(1500)), "five standard errors of a mean of 1,500");
            Assert.That(
                Math.Sqrt(drawn.Average(value => Math.Pow(value - mean, 2))),
                Is.EqualTo(2).Within(5 * 2 / Math.Sqrt(3000)),
                "and of a deviation");
        });
    }

    [Test]
    public void GeneratorLoss_IsTheMeanOfMinusTheLogits()
    {
        using var scope = NewDisposeScope();

        Assert.That(new Veegan().Rules.GeneratorLoss(tensor([1f, 4f], [1, 2])).item<float>(), Is.EqualTo(-2.5f));
    }

    // F's parameters are part of what the discriminator is shown of real samples, but only the generator's turn trains them.
    [Test]
    public void DiscriminatorsTurn_LeavesTheReconstructorAlone()
    {
        var dataset = new Datasets.Ring();
        using var game = new Game(dataset, dataset.Open(Cells.NoFiles, null, default), new Veegan(), Known.Points, 10, [0]);
        var before = game.GeneratorParameters.data<float>().ToArray();
        var reconstructor = (int)Known.Points.For(dataset, new Veegan().Rules).Reconstructor().Layout.Count;

        game.UpdateDiscriminator();
        var afterDiscriminator = game.GeneratorParameters.data<float>().ToArray();
        game.UpdateGenerator();

        Assert.That(afterDiscriminator, Is.EqualTo(before));
        Assert.That(game.GeneratorParameters.data<float>().ToArray()[^reconstructor..], Is.Not.EqualTo(before[^reconstructor..]));
    }

    [Test]
    public void ConflictWith_WhatChangesTheInput_SaysWhy()
    {
        Assert.That(new Veegan().ConflictWith(new Veegan()), Does.Contain("pairs"));
        Assert.That(new Veegan().ConflictWith(new SpectralNorm()), Is.Null);
    }

    /// <summary>Multiplies with its only parameter.</summary>
    private sealed class Factor : Network
    {
        public override ParameterLayout Layout { get; } = new([new ParameterBlock("factor", [1, 1], new Zeros())]);

        public override ForwardPass Apply(Tensor parameters, Tensor input)
        {
            var output = input.bmm(parameters.unsqueeze(2));
            return new ForwardPass(output, output);
        }
    }
}
