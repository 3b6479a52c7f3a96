using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class LsGanTest
{
    // L_D = (psi x - 1)^2 / 2 + (psi theta)^2 / 2, L_G = (psi theta - 1)^2 / 2. 1e-5: float32 roundings of numbers up to 30.
    [TestCase(0.5, -1.5, 0.75)]
    [TestCase(-3.0, 0.25, 2.0)]
    public void Losses_OnDiracGan_EqualClosedForm(double psi, double theta, double real)
    {
        var discriminator = DiracGan.Discriminator(new LsGan(), psi, theta, real);
        var generator = DiracGan.Generator(new LsGan(), psi, theta, real);

        Assert.Multiple(() =>
        {
            Assert.That(discriminator.Loss, Is.EqualTo((Math.Pow((psi * real) - 1, 2) / 2) + (Math.Pow(psi * theta, 2) / 2)).Within(1e-5));
            Assert.That(discriminator.Slope, Is.EqualTo((real * ((psi * real) - 1)) + (psi * theta * theta)).Within(1e-5));
            Assert.That(generator.Loss, Is.EqualTo(Math.Pow((psi * theta) - 1, 2) / 2).Within(1e-5));
            Assert.That(generator.Slope, Is.EqualTo(psi * ((psi * theta) - 1)).Within(1e-5));
        });
    }

    // By hand: ((2-1)^2 + (0-1)^2)/2/2 + (1 + 9)/2/2 = 0.5 + 2.5; generator ((1-1)^2 + (-3-1)^2)/2/2 = 4.
    [Test]
    public void Losses_OfABatch_EqualTheHandCount()
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (tensor([2f, 0f], [1, 2]), tensor([1f, -3f], [1, 2]));

        Assert.Multiple(() =>
        {
            Assert.That(new LsGan().Rules.DiscriminatorLoss(real, fake).item<float>(), Is.EqualTo(3f));
            Assert.That(new LsGan().Rules.GeneratorLoss(fake).item<float>(), Is.EqualTo(4f));
        });
    }
}
