using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class D2GanTest
{
    // Dirac-GAN: both logits are psi_i x, real data at 0, the generated sample at theta. Losses are functions of psi and theta alone.
    [TestCase(1, 1, 0.5, -0.3, 2.0)]
    [TestCase(0.2, 0.1, -1.5, 0.8, -1.0)]
    public void LossesAndGradients_OnDiracGan_EqualClosedForms(double alpha, double beta, double first, double second, double theta)
    {
        using var scope = NewDisposeScope();
        var technique = new D2Gan(alpha, beta);
        var psi = tensor([(float)first, (float)second], [1, 1, 2]).requires_grad_();
        var sample = tensor((float)theta).requires_grad_();
        var (real, fake) = (0 * psi, sample * psi);

        var discriminatorLoss = technique.Rules.DiscriminatorLoss(real, fake);
        var generatorLoss = technique.Rules.GeneratorLoss(fake);
        var byPsi = autograd.grad([discriminatorLoss.sum()], [psi], retain_graph: true)[0].data<float>().ToArray();
        var byTheta = autograd.grad([generatorLoss.sum()], [sample])[0].item<float>();

        var (d1, d2) = (Softplus(first * theta), Softplus(second * theta));
        Assert.Multiple(() =>
        {
            Assert.That(
                discriminatorLoss.item<float>(),
                Is.EqualTo((-alpha * Math.Log(Math.Log(2))) + d1 + Math.Log(2) - (beta * Math.Log(d2))).Within(1e-5));
            Assert.That(generatorLoss.item<float>(), Is.EqualTo(-d1 + (beta * Math.Log(d2))).Within(1e-5));
            Assert.That(byPsi[0], Is.EqualTo(Sigmoid(first * theta) * theta).Within(1e-5));
            Assert.That(byPsi[1], Is.EqualTo(-beta * Sigmoid(second * theta) / d2 * theta).Within(1e-5));
            Assert.That(
                byTheta, Is.EqualTo((-Sigmoid(first * theta) * first) + (beta * Sigmoid(second * theta) / d2 * second)).Within(1e-5));
        });
    }

    // log softplus(x) tends to x: at -200 softplus itself is 0 in float32 and its logarithm minus infinity.
    [TestCase(-19.99)]
    [TestCase(-20.01)]
    [TestCase(-200)]
    public void Logarithm_OfAHopelessLogit_IsTheLogit(double logit)
    {
        using var scope = NewDisposeScope();
        var fake = tensor([0f, (float)logit], [1, 1, 2]).requires_grad_();

        var loss = new D2Gan().Rules.GeneratorLoss(fake);
        var slope = autograd.grad([loss.sum()], [fake])[0].data<float>().ToArray()[1];

        Assert.Multiple(() =>
        {
            Assert.That(loss.item<float>(), Is.EqualTo(logit - Math.Log(2)).Within(1e-4), "a few units of float32's last place at 200");
            Assert.That(slope, Is.EqualTo(1).Within(1e-5));
        });
    }

    // log softplus(1) - log softplus(-2) = log 1.3132617 - log 0.1269280, and a sample that only the second discriminator likes.
    [Test]
    public void RealScore_RewardsTheFirstDiscriminatorAndChargesTheSecond()
    {
        using var scope = NewDisposeScope();

        var scores = new D2Gan().Rules.RealScore(tensor([1f, -2f, 0f, 0f, -300f, 5f], [1, 3, 2])).data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(scores[0], Is.EqualTo(Math.Log(1.3132617) - Math.Log(0.1269280)).Within(1e-5));
            Assert.That(scores[1], Is.Zero);
            Assert.That(scores[2], Is.EqualTo(-300 - Math.Log(Softplus(5))).Within(1e-4), "a few units of float32's last place at 300");
        });
    }

    [Test]
    public void Discriminator_IsTwoOfTheProfiles()
    {
        var networks = Known.Points.For(new Datasets.Ring(), new D2Gan().Rules);

        Assert.That(new D2Gan().Rules.Discriminator(networks).Layout.Count, Is.EqualTo(2 * networks.Discriminator().Layout.Count));
    }

    [Test]
    public void ConflictWith_AGradientPenalty_SaysWhy()
    {
        Assert.That(new D2Gan().ConflictWith(new WganGp()), Does.Contain("two discriminators"));
        Assert.That(new D2Gan().ConflictWith(new SpectralNorm()), Is.Null);
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
