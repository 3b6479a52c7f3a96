using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class DraganTest
{
    private static readonly GivenNoise Drawn = new(("amount", 0.5), ("direction", 0.75));

    // Baseline + lambda (|psi| - 1)^2, as the slope of psi x is |psi| wherever x is moved. 1e-5: float32 roundings of numbers up to 50.
    [TestCase(10, 0.5)]
    [TestCase(10, -3.0)]
    [TestCase(0.1, 2.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double lambda, double psi)
    {
        var (loss, slope) = DiracGan.Discriminator(new Dragan(lambda), psi, theta: 0, real: 0.25, Drawn);

        Assert.Multiple(() =>
        {
            Assert.That(
                loss, Is.EqualTo(DiracGan.Softplus(-0.25 * psi) + Math.Log(2) + (lambda * Math.Pow(Math.Abs(psi) - 1, 2))).Within(1e-5));
            Assert.That(
                slope,
                Is.EqualTo((-0.25 * DiracGan.Sigmoid(-0.25 * psi)) + (2 * lambda * (Math.Abs(psi) - 1) * Math.Sign(psi))).Within(1e-5));
        });
    }

    // Numbers 1 and 5 have a deviation of 2 (divided by their count; divided by one less it would be 2.83), so u = 0.5 * 0.5 * 2 * 0.75 =
    // 0.375. D(x) = x^2 / 2 has slope x: 10 ((0.375)^2 + (4.375)^2) / 2.
    [Test]
    public void Penalty_LooksAtRealSamplesMovedByAShareOfTheBatchsDeviation()
    {
        using var scope = NewDisposeScope();

        var penalty = new Dragan().Rules.DiscriminatorPenalty!(
            x => (x.square() / 2).squeeze(2), tensor([1f, 5f], [1, 2, 1]), zeros([1, 2, 1]), Drawn);

        Assert.That(
            penalty.item<float>(),
            Is.EqualTo(10 * ((0.375 * 0.375) + (4.375 * 4.375)) / 2).Within(1e-4),
            "float32 roundings of numbers near 100");
    }

    // The second replica's batch is wide and must not move the first one's samples.
    [Test]
    public void Penalty_TakesTheDeviationOfEachReplicaAlone()
    {
        using var scope = NewDisposeScope();
        static Tensor Penalty(Tensor real) => new Dragan().Rules.DiscriminatorPenalty!(x => (x.square() / 2).squeeze(2), real, real, Drawn);

        var together = Penalty(tensor([1f, 5f, -100f, 300f], [2, 2, 1])).data<float>().ToArray();

        var (first, second) = (Penalty(tensor([1f, 5f], [1, 2, 1])), Penalty(tensor([-100f, 300f], [1, 2, 1])));
        Assert.That(together, Is.EqualTo(new[] { first.item<float>(), second.item<float>() }));
    }

    [Test]
    public void Generator_PlaysTheBaseline() =>
        Assert.That(
            DiracGan.Generator(new Dragan(), psi: 0.5, theta: -1.5, real: 0),
            Is.EqualTo(DiracGan.Generator(new NsGan(), psi: 0.5, theta: -1.5, real: 0)));
}
