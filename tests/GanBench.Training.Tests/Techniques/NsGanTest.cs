using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class NsGanTest
{
    // L_D = sp(-psi x) + sp(psi theta), L_G = sp(-psi theta). 1e-6: a few float32 roundings of numbers near 1.
    [TestCase(0.5, -1.5, 0.75)]
    [TestCase(-3.0, 0.25, 2.0)]
    public void Losses_OnDiracGan_EqualClosedForm(double psi, double theta, double real)
    {
        var discriminator = DiracGan.Discriminator(new NsGan(), psi, theta, real);
        var generator = DiracGan.Generator(new NsGan(), psi, theta, real);

        Assert.Multiple(() =>
        {
            Assert.That(discriminator.Loss, Is.EqualTo(DiracGan.Softplus(-psi * real) + DiracGan.Softplus(psi * theta)).Within(1e-6));
            Assert.That(
                discriminator.Slope,
                Is.EqualTo((-real * DiracGan.Sigmoid(-psi * real)) + (theta * DiracGan.Sigmoid(psi * theta))).Within(1e-6));
            Assert.That(generator.Loss, Is.EqualTo(DiracGan.Softplus(-psi * theta)).Within(1e-6));
            Assert.That(generator.Slope, Is.EqualTo(-psi * DiracGan.Sigmoid(-psi * theta)).Within(1e-6));
        });
    }
}
