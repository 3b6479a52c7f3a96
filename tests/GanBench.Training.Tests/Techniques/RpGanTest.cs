using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class RpGanTest
{
    // L_D = sp(-psi (x - theta)), L_G = sp(-psi (theta - x)). 1e-6: float32 roundings of numbers near 1, 1e-5 where the slope is near 5.
    [TestCase(0.5, -1.5, 0.75)]
    [TestCase(-3.0, 0.25, 2.0)]
    public void Losses_OnDiracGan_EqualClosedForm(double psi, double theta, double real)
    {
        var discriminator = DiracGan.Discriminator(new RpGan(), psi, theta, real);
        var generator = DiracGan.Generator(new RpGan(), psi, theta, real);

        var ahead = psi * (real - theta);
        Assert.Multiple(() =>
        {
            Assert.That(discriminator.Loss, Is.EqualTo(DiracGan.Softplus(-ahead)).Within(1e-6));
            Assert.That(discriminator.Slope, Is.EqualTo(-(real - theta) * DiracGan.Sigmoid(-ahead)).Within(1e-6));
            Assert.That(generator.Loss, Is.EqualTo(DiracGan.Softplus(ahead)).Within(1e-5));
            Assert.That(generator.Slope, Is.EqualTo(-psi * DiracGan.Sigmoid(ahead)).Within(1e-5));
        });
    }

    // Pairs by place: sp(-(1 - 0)) and sp(-(0 - 3)), halved. Crossed pairs would give sp(2) and sp(0).
    [Test]
    public void DiscriminatorLoss_PairsSamplesByTheirPlace()
    {
        using var scope = NewDisposeScope();

        var loss = new RpGan().Rules.DiscriminatorLoss(tensor([1f, 0f], [1, 2]), tensor([0f, 3f], [1, 2]));

        Assert.That(loss.item<float>(), Is.EqualTo((DiracGan.Softplus(-1) + DiracGan.Softplus(3)) / 2).Within(1e-6));
    }

    // Only differences count, so a discriminator that is higher everywhere is no better. Sums of multiples of 1/4 below 64 are exact in
    // float32.
    [Test]
    public void DiscriminatorLoss_OfRaisedLogits_StaysTheSame([Range(0, 19)] int seed)
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (Logits(seed, "real"), Logits(seed, "fake"));

        var raised = new RpGan().Rules.DiscriminatorLoss(real + 16, fake + 16);

        Assert.That(raised.item<float>(), Is.EqualTo(new RpGan().Rules.DiscriminatorLoss(real, fake).item<float>()));
    }

    // minimax changes the generator's loss by its logits, rpgan by the turn: one of the two would be ignored.
    [Test]
    public void Refusal_WithAnotherGeneratorLoss_SaysSo() =>
        Assert.That(
            Composition.Refusal([("minimax", new Minimax()), ("rpgan", new RpGan())]),
            Is.EqualTo("minimax and rpgan both say what the generator minimises; leave one of them out."));

    private static Tensor Logits(int seed, string name)
    {
        var values = new float[8];
        SeedStream.FromSeed(seed).Derive(name).Uniform(0, values);
        return tensor(Array.ConvertAll(values, value => (float)Math.Floor(value * 128) / 4 - 16), [1, 8]);
    }
}
