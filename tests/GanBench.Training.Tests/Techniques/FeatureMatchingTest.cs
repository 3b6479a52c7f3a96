using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class FeatureMatchingTest
{
    // f(x) = ψ x, real data with mean 1, G = θ z with E z = 2: ψ² (1 - 2 θ)², with slope -4 ψ² (1 - 2 θ) in θ and -2 ψ² (1 - 2 θ) in the
    // offset.
    [TestCase(1.5, 0.25)]
    [TestCase(-0.5, 2.0)]
    [TestCase(2.0, 0.5)]
    public void GeneratorLoss_OnDiracGan_EqualsClosedForm(double psi, double theta)
    {
        using var scope = NewDisposeScope();
        var (turn, parameters) =
            GivenTurn.OfGenerator(new FeatureMatching(), tensor([0f, 2f], [1, 2, 1]), tensor([1f, 3f], [1, 2, 1]), theta, psi);

        var loss = turn.GeneratorObjective();
        var gradient = autograd.grad([loss.sum()], [parameters])[0].data<float>().ToArray();

        var gap = 1 - (2 * theta);
        Assert.Multiple(() =>
        {
            Assert.That(loss.item<float>(), Is.EqualTo(psi * psi * gap * gap).Within(1e-5));
            Assert.That(gradient[0], Is.EqualTo(-4 * psi * psi * gap).Within(1e-5), "θ");
            Assert.That(gradient[1], Is.EqualTo(-2 * psi * psi * gap).Within(1e-5), "offset");
        });
    }

    // Two features: (1 - 0)² + (2 - 5)² = 10, a sum over features and not their mean.
    [Test]
    public void GeneratorLoss_AddsTheFeaturesUp()
    {
        using var scope = NewDisposeScope();

        var (turn, _) = GivenTurn.OfGenerator(new FeatureMatching(), tensor([1f, 2f], [1, 1, 2]), tensor([0f, 5f], [1, 1, 2]));

        Assert.That(turn.GeneratorObjective().item<float>(), Is.EqualTo(10f));
    }

    [Property(Arbitrary = [typeof(ShuffledBatches)], Replay = ShuffledBatches.Replay)]
    public void GeneratorLoss_OfPermutedBatches_Stays(ShuffledBatch batch)
    {
        using var scope = NewDisposeScope();
        var technique = new FeatureMatching();

        var (turn, _) = GivenTurn.OfGenerator(technique, batch.RealSamples, batch.FakeSamples);
        var (shuffled, _) = GivenTurn.OfGenerator(technique, batch.RealShuffled, batch.FakeShuffled);

        var expected = turn.GeneratorObjective().item<float>();
        Assert.That(
            shuffled.GeneratorObjective().item<float>(), Is.EqualTo(expected).Within(ShuffledBatch.Rounding * Math.Max(1, expected)));
    }
}
