using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class MinimaxTest
{
    // L_G = -sp(psi theta), so dL_G/dtheta = -psi sigma(psi theta). 1e-6: a few float32 roundings of numbers near 1.
    [TestCase(0.5, -1.5)]
    [TestCase(-3.0, 0.25)]
    public void GeneratorLoss_OnDiracGan_EqualsClosedForm(double psi, double theta)
    {
        var (loss, slope) = DiracGan.Generator(new Minimax(), psi, theta, real: 0);

        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(-DiracGan.Softplus(psi * theta)).Within(1e-6));
            Assert.That(slope, Is.EqualTo(-psi * DiracGan.Sigmoid(psi * theta)).Within(1e-6));
        });
    }

    // Real data at 0 give the discriminator the constant sp(0) = log 2; the rest is a zero-sum game.
    [TestCase(1.5, -0.5)]
    [TestCase(-2.0, 1.0)]
    public void Losses_OnDiracGan_AddUpToTheRealTerm(double psi, double theta)
    {
        var sum =
            DiracGan.Discriminator(new Minimax(), psi, theta, real: 0).Loss + DiracGan.Generator(new Minimax(), psi, theta, real: 0).Loss;

        Assert.That(sum, Is.EqualTo(Math.Log(2)).Within(1e-6), "the losses are near 1 and each has a few float32 roundings");
    }

    // Where the discriminator is sure that samples are generated the slope vanishes, and the baseline's does not.
    [Test]
    public void GeneratorSlope_AgainstASureDiscriminator_Vanishes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DiracGan.Generator(new Minimax(), psi: 1, theta: -20, real: 0).Slope, Is.EqualTo(0).Within(1e-8));
            Assert.That(DiracGan.Generator(new NsGan(), psi: 1, theta: -20, real: 0).Slope, Is.EqualTo(-1).Within(1e-8));
        });
    }

    [Test]
    public void GeneratorLoss_IsAMeanOverTheBatchPerReplica()
    {
        using var scope = NewDisposeScope();

        var loss = new Minimax().Rules.GeneratorLoss(tensor([0f, 0f, 1f, 3f], [2, 2])).data<float>().ToArray();

        Assert.That(loss, Is.EqualTo(new[] { -Math.Log(2), -(DiracGan.Softplus(1) + DiracGan.Softplus(3)) / 2 }).Within(1e-6));
    }
}
