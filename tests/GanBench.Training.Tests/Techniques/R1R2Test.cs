using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class R1R2Test
{
    // Baseline + gamma/2 psi^2 at the real and as much at the generated point: gamma psi^2, slope + 2 gamma psi. 1e-5: float32 roundings up
    // to 100.
    [TestCase(10, 0.5)]
    [TestCase(10, -3.0)]
    [TestCase(1, 2.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double gamma, double psi)
    {
        var (loss, slope) = DiracGan.Discriminator(new R1R2(gamma), psi, theta: 0, real: 0.25);

        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(DiracGan.Softplus(-0.25 * psi) + Math.Log(2) + (gamma * psi * psi)).Within(1e-5));
            Assert.That(slope, Is.EqualTo((-0.25 * DiracGan.Sigmoid(-0.25 * psi)) + (2 * gamma * psi)).Within(1e-5));
        });
    }

    // D(x) = x^2 has squared slope 4 x^2: 10/2 (4 * 1) + 10/2 (4 * 9).
    [Test]
    public void Penalty_LooksAtRealAndAtGeneratedSamples()
    {
        using var scope = NewDisposeScope();

        var penalty =
            new R1R2().Rules.DiscriminatorPenalty!(x => x.square().squeeze(2), ones([1, 1, 1]), full([1, 1, 1], 3), new GivenNoise());

        Assert.That(penalty.item<float>(), Is.EqualTo(200f));
    }

    [Test]
    public void Refusal_WithR1_SaysThatItIsContained() =>
        Assert.That(
            Composition.Refusal([("r1", new R1()), ("r1-r2", new R1R2())]),
            Is.EqualTo("r1-r2 cannot be combined with r1: it already contains that penalty."));
}
