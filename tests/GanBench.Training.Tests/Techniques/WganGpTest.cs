using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class WganGpTest
{
    // Dirac-GAN: D(x) = psi x, so the slope is |psi| everywhere and the penalty is lambda (|psi| - 1)^2 exactly.
    [TestCase(10, 0.5)]
    [TestCase(10, -3.0)]
    [TestCase(0.1, 1.0)]
    [TestCase(0, 2.0)]
    public void Penalty_OnDiracGan_EqualsClosedForm(double lambda, double psi)
    {
        using var scope = NewDisposeScope();
        var zero = zeros([1, 1, 1]);

        var penalty = new WganGp(lambda).Rules.DiscriminatorPenalty!(x => (psi * x).squeeze(2), zero, zero, new Halves());

        Assert.That(penalty.item<float>(), Is.EqualTo(lambda * Math.Pow(Math.Abs(psi) - 1, 2)).Within(1e-5));
    }

    // d/dpsi of lambda (|psi| - 1)^2 is 2 lambda (|psi| - 1) sign(psi): the derivative goes through the gradient inside the penalty.
    [TestCase(0.5)]
    [TestCase(-3.0)]
    public void PenaltyGradient_OnDiracGan_EqualsClosedForm(double psi)
    {
        using var scope = NewDisposeScope();
        var zero = zeros([1, 1, 1]);
        var parameter = tensor((float)psi).requires_grad_();

        var penalty = new WganGp().Rules.DiscriminatorPenalty!(x => (parameter * x).squeeze(2), zero, zero, new Halves());
        var gradient = autograd.grad([penalty.sum()], [parameter])[0];

        Assert.That(gradient.item<float>(), Is.EqualTo(2 * 10 * (Math.Abs(psi) - 1) * Math.Sign(psi)).Within(1e-4));
    }

    [Test]
    public void Losses_AreDifferencesOfMeans()
    {
        using var scope = NewDisposeScope();
        var technique = new WganGp();
        var (real, fake) = (tensor([1f, 3f], [1, 2]), tensor([-1f, 5f], [1, 2]));

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.DiscriminatorLoss(real, fake).item<float>(), Is.Zero);
            Assert.That(technique.Rules.GeneratorLoss(fake).item<float>(), Is.EqualTo(-2f));
        });
    }

    private sealed class Halves : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => full(shape, 0.5);

        public override Tensor Normal(string name, params long[] shape) => zeros(shape);
    }
}
