using GanBench.Definitions;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class R1Test
{
    // Baseline + gamma/2 psi^2, slope + gamma psi. 1e-5: float32 roundings of numbers up to 50.
    [TestCase(10, 0.5)]
    [TestCase(10, -3.0)]
    [TestCase(1, 2.0)]
    [TestCase(0, 2.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double gamma, double psi)
    {
        var (loss, slope) = DiracGan.Discriminator(new R1(gamma), psi, theta: 0, real: 0.25);

        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(DiracGan.Softplus(-0.25 * psi) + Math.Log(2) + (gamma / 2 * psi * psi)).Within(1e-5));
            Assert.That(slope, Is.EqualTo((-0.25 * DiracGan.Sigmoid(-0.25 * psi)) + (gamma * psi)).Within(1e-5));
        });
    }

    // D(x, y) = x^2 + 3y has gradient (2x, 3): squared norms 4 + 9 and 16 + 9, so 10/2 (13 + 25)/2 = 95; generated samples do not matter.
    [Test]
    public void Penalty_IsTheMeanOverRealSamplesOfTheSquaredNorm()
    {
        using var scope = NewDisposeScope();
        static Tensor Bowl(Tensor x) => x.narrow(2, 0, 1).square().squeeze(2) + (3 * x.narrow(2, 1, 1).squeeze(2));

        var penalty =
            new R1().Rules.DiscriminatorPenalty!(Bowl, tensor([1f, 7f, -2f, 7f], [1, 2, 2]), full([1, 2, 2], 100), new GivenNoise());

        Assert.That(penalty.item<float>(), Is.EqualTo(95f));
    }

    [Test]
    public void Generator_PlaysTheBaseline() =>
        Assert.That(
            DiracGan.Generator(new R1(), psi: 0.5, theta: -1.5, real: 0),
            Is.EqualTo(DiracGan.Generator(new NsGan(), psi: 0.5, theta: -1.5, real: 0)));

    [Test]
    public void Discriminator_IsNotNormalisedOverTheBatch() =>
        Assert.That(new R1().Changes.Settings["discriminator.batch-normalisation"], Is.EqualTo((SettingValue)"none"));
}
