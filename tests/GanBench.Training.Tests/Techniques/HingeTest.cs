using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class HingeTest
{
    // L_D = max(0, 1 - psi x) + max(0, 1 + psi theta): inside both margins, outside both, and one of each. 1e-6: float32 roundings near 1.
    [TestCase(0.5, -1.5, 0.75, 0.625 + 0.25, -0.75 - 1.5)]
    [TestCase(2.0, -1.0, 1.0, 0.0, 0.0)]
    [TestCase(2.0, 1.0, 1.0, 3.0, 1.0)]
    [TestCase(-3.0, 0.5, 1.0, 4.0, -1.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double psi, double theta, double real, double loss, double slope)
    {
        var discriminator = DiracGan.Discriminator(new Hinge(), psi, theta, real);

        Assert.Multiple(() =>
        {
            Assert.That(discriminator.Loss, Is.EqualTo(loss).Within(1e-6));
            Assert.That(discriminator.Slope, Is.EqualTo(slope).Within(1e-6));
        });
    }

    // The generator's slope does not depend on how sure the discriminator is: products of exact float32 numbers, so no rounding.
    [TestCase(0.5, -1.5)]
    [TestCase(-3.0, 100)]
    public void GeneratorLoss_OnDiracGan_IsLinear(double psi, double theta) =>
        Assert.That(DiracGan.Generator(new Hinge(), psi, theta, real: 0), Is.EqualTo((-psi * theta, -psi)));

    // By hand: real (0 + 1.5)/2, fake (1.5 + 0)/2; -(0.5 - 4)/2.
    [Test]
    public void Losses_OfABatch_EqualTheHandCount()
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (tensor([2f, -0.5f], [1, 2]), tensor([0.5f, -4f], [1, 2]));

        Assert.Multiple(() =>
        {
            Assert.That(new Hinge().Rules.DiscriminatorLoss(real, fake).item<float>(), Is.EqualTo(1.5f));
            Assert.That(new Hinge().Rules.GeneratorLoss(fake).item<float>(), Is.EqualTo(1.75f));
        });
    }
}
