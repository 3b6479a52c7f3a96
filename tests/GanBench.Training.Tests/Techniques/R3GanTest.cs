using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class R3GanTest
{
    // L_D = sp(-psi (x - theta)) + gamma psi^2 (half at the real, half at the generated point). 1e-5: float32 roundings of numbers up to
    // 30.
    [TestCase(1, 0.5, -1.5, 0.75)]
    [TestCase(3, -3.0, 0.25, 2.0)]
    [TestCase(0, -3.0, 0.25, 2.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double gamma, double psi, double theta, double real)
    {
        var (loss, slope) = DiracGan.Discriminator(new R3Gan(gamma), psi, theta, real);

        var ahead = psi * (real - theta);
        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(DiracGan.Softplus(-ahead) + (gamma * psi * psi)).Within(1e-5));
            Assert.That(slope, Is.EqualTo((-(real - theta) * DiracGan.Sigmoid(-ahead)) + (2 * gamma * psi)).Within(1e-5));
        });
    }

    [TestCase(0.5, -1.5, 0.75)]
    [TestCase(-3.0, 0.25, 2.0)]
    public void GeneratorLoss_OnDiracGan_EqualsClosedForm(double psi, double theta, double real)
    {
        var (loss, slope) = DiracGan.Generator(new R3Gan(), psi, theta, real);

        var behind = psi * (real - theta);
        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(DiracGan.Softplus(behind)).Within(1e-5));
            Assert.That(slope, Is.EqualTo(-psi * DiracGan.Sigmoid(behind)).Within(1e-5));
        });
    }

    // The paper's loss is rpgan and r1-r2 together, so composing the two must give the same numbers.
    [Test]
    public void Losses_EqualThoseOfItsPartsComposed()
    {
        var parts = new Composition([new RpGan(), new R1R2(Gamma: 2)]);

        Assert.Multiple(() =>
        {
            Assert.That(
                DiracGan.Discriminator(parts, 0.7, -1.1, 0.4), Is.EqualTo(DiracGan.Discriminator(new R3Gan(Gamma: 2), 0.7, -1.1, 0.4)));
            Assert.That(DiracGan.Generator(parts, 0.7, -1.1, 0.4), Is.EqualTo(DiracGan.Generator(new R3Gan(Gamma: 2), 0.7, -1.1, 0.4)));
        });
    }

    [Test]
    public void Refusal_WithAPenaltyThatItContains_SaysSo()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Composition.Refusal([("r1", new R1()), ("r3gan", new R3Gan())]), Does.Contain("already contains"));
            Assert.That(Composition.Refusal([("r3gan", new R3Gan()), ("r1-r2", new R1R2())]), Does.Contain("already contains"));
        });
    }
}
