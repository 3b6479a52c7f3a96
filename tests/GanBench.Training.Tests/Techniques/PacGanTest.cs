using System.Collections.Immutable;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class PacGanTest
{
    [TestCase(2)]
    [TestCase(4)]
    public void ShownShape_IsThatOfMSamples(int m)
    {
        var technique = new PacGan(m);
        ImmutableArray<int> image = [3, 28, 20];

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.ShownShape([2], 16), Is.EqualTo(new[] { 2 * m }));
            Assert.That(technique.Rules.ShownShape(image, 16), Is.EqualTo(new[] { 3 * m, 28, 20 }));
            Assert.That(technique.Rules.SamplesPerInput, Is.EqualTo(m));
        });
    }

    [Test]
    public void Shown_PutsConsecutiveSamplesSideBySide()
    {
        using var scope = NewDisposeScope();
        var samples = tensor([.. Enumerable.Range(0, 24).Select(i => (float)i)], [2, 6, 2]);

        var packs = new PacGan(3).Rules.Shown(new Batch(samples, null, x => x, 0), null!);

        Assert.Multiple(() =>
        {
            Assert.That(packs.shape, Is.EqualTo(new long[] { 2, 2, 6 }));
            Assert.That(packs.data<float>().ToArray(), Is.EqualTo(Enumerable.Range(0, 24).Select(i => (float)i)));
        });
    }

    // D(x_1, x_2) = ψ (x_1 + x_2), real data at 0, G = θ z with z = (1, 3): E softplus(-4 ψ θ), with slope -4 ψ sigmoid(-4 ψ θ) in θ:
    // all m samples carry gradient.
    [TestCase(0.5, 0.25)]
    [TestCase(-1.0, 0.5)]
    public void GeneratorGradient_OnDiracGan_FlowsThroughEverySampleOfThePack(double psi, double theta)
    {
        using var scope = NewDisposeScope();
        var (turn, parameters) = GivenTurn.OfGenerator(new PacGan(2), zeros([1, 2, 1]), tensor([1f, 3f], [1, 2, 1]), theta, psi);

        var loss = turn.GeneratorObjective();
        var gradient = autograd.grad([loss.sum()], [parameters])[0].data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(loss.item<float>(), Is.EqualTo(Math.Log(1 + Math.Exp(-4 * psi * theta))).Within(1e-6));
            Assert.That(gradient[0], Is.EqualTo(-4 * psi / (1 + Math.Exp(4 * psi * theta))).Within(1e-6), "θ");
            Assert.That(gradient[1], Is.EqualTo(-2 * psi / (1 + Math.Exp(4 * psi * theta))).Within(1e-6), "offset");
        });
    }

    [Property(Arbitrary = [typeof(ShuffledBatches)], Replay = ShuffledBatches.Replay)]
    public void Logits_OfPermutedPacks_ArePermutedAlikeAndLossesStay(ShuffledBatch batch)
    {
        using var scope = NewDisposeScope();
        var network = new Perceptron([batch.Columns, 8, 1], Activation.Tanh, Activation.Linear, new Orthogonal(1.4));
        var technique = new PacGan(batch.Columns);
        var parameters = tensor(network.Layout.Initial(Randomness.SeedStream.FromSeed(1)), [1, network.Layout.Count]);
        Tensor Logits(Tensor packs) =>
            network.Apply(parameters, technique.Rules.Shown(new Batch(packs.view(1, -1, 1), null, x => x, 0), null!)).Output.squeeze(2);

        var (real, fake) = (Logits(batch.RealSamples), Logits(batch.FakeSamples));
        var (realShuffled, fakeShuffled) = (Logits(batch.RealShuffled), Logits(batch.FakeShuffled));

        Assert.Multiple(() =>
        {
            var logits = real.data<float>().ToArray();
            Assert.That(realShuffled.data<float>().ToArray(), Is.EqualTo(batch.RealOrder.Select(i => logits[i])));
            Assert.That(
                technique.Rules.DiscriminatorLoss(realShuffled, fakeShuffled).item<float>(),
                Is.EqualTo(technique.Rules.DiscriminatorLoss(real, fake).item<float>()).Within(ShuffledBatch.Rounding));
        });
    }
}
