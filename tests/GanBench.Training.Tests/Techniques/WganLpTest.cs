using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class WganLpTest
{
    private static readonly GivenNoise Quarter = new(("interpolation", 0.25));

    // The slope of D(x) = psi x is |psi| everywhere: loss psi (theta - x) + lambda max(0, |psi| - 1)^2, slope theta - x + 2 lambda max(0,
    // |psi| - 1) sign(psi). 1e-5: float32 roundings of numbers up to 60.
    [TestCase(10, 0.5)]
    [TestCase(10, -0.99)]
    [TestCase(10, 1.5)]
    [TestCase(10, -3.0)]
    [TestCase(0.1, 2.0)]
    public void DiscriminatorLoss_OnDiracGan_EqualsClosedForm(double lambda, double psi)
    {
        var (loss, slope) = DiracGan.Discriminator(new WganLp(lambda), psi, theta: -0.5, real: 0.25, Quarter);

        var excess = Math.Max(0, Math.Abs(psi) - 1);
        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo((psi * -0.75) + (lambda * excess * excess)).Within(1e-5));
            Assert.That(slope, Is.EqualTo(-0.75 + (2 * lambda * excess * Math.Sign(psi))).Within(1e-5));
        });
    }

    [Test]
    public void GeneratorLoss_OnDiracGan_IsLinear() =>
        Assert.That(DiracGan.Generator(new WganLp(), psi: -3, theta: 0.25, real: 0), Is.EqualTo((0.75, 3.0)));

    // D(x) = x^2 has slope 2|x|; a quarter of the way from the generated to the real sample: 0.25 * 6 - 0.75 * 2 = 0 and 0.25 * 4 + 0.75 *
    // 2 = 2.5, so slopes 0 and 5, excesses 0 and 4, penalty 10 (0 + 16) / 2.
    [Test]
    public void Penalty_LooksAtPointsBetweenRealAndGenerated()
    {
        using var scope = NewDisposeScope();

        var penalty = new WganLp().Rules.DiscriminatorPenalty!(
            x => x.square().squeeze(2), tensor([6f, 4f], [1, 2, 1]), tensor([-2f, 2f], [1, 2, 1]), Quarter);

        Assert.That(penalty.item<float>(), Is.EqualTo(80f).Within(1e-4f));
    }

    // Where every slope is at least 1 both sides are punished alike; where none is, this penalty is 0.
    [TestCase(1.0)]
    [TestCase(-2.5)]
    [TestCase(7.0)]
    public void Penalty_OfSteepLines_EqualsThatOfWganGp(double psi)
    {
        using var scope = NewDisposeScope();
        var points = zeros([1, 3, 1]);

        var oneSided = new WganLp().Rules.DiscriminatorPenalty!(x => (psi * x).squeeze(2), points, points, Quarter);
        var twoSided = new WganGp().Rules.DiscriminatorPenalty!(x => (psi * x).squeeze(2), points, points, Quarter);

        Assert.That(oneSided.item<float>(), Is.EqualTo(twoSided.item<float>()), "the same operations in the same order");
    }
}
