using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class ModeSeekingTest
{
    // G = θ z: |G(z₁) - G(z₂)| / |z₁ - z₂| = |θ|, so the term is λ / (|θ| + ε), with slope -λ sign θ / (|θ| + ε)²; the offset cancels.
    [TestCase(0.5, 1.0, 1e-5)]
    [TestCase(-2.0, 3.0, 0.5)]
    public void Penalty_OfALinearGenerator_EqualsClosedForm(double theta, double lambda, double epsilon)
    {
        using var scope = NewDisposeScope();

        var (penalty, gradient) = Penalty(new ModeSeeking(lambda, epsilon), theta);

        Assert.Multiple(() =>
        {
            Assert.That(penalty, Is.EqualTo(lambda / (Math.Abs(theta) + epsilon)).Within(1e-5));
            Assert.That(gradient[0], Is.EqualTo(-lambda * Math.Sign(theta) / Math.Pow(Math.Abs(theta) + epsilon, 2)).Within(1e-4), "θ");
            Assert.That(gradient[1], Is.Zero, "offset");
        });
    }

    // G keeps the second axis only, and z₁ - z₂ is (2, 0) and (1, 3): the mean of |G(z₁) - G(z₂)| is 3/4, that of |z₁ - z₂| 6/4, so the
    // term is 2. The mean of the two samples' own ratios 0/2 and 3/4 would give 8/3, Euclidean distances (2 + √10)/3.
    [Test]
    public void Penalty_IsARatioOfMeansOverTheBatch()
    {
        using var scope = NewDisposeScope();
        var technique = new ModeSeeking(Epsilon: 1e-10);
        var (turn, parameters) = GivenTurn.OfGenerator(
            technique, zeros([1, 2, 2]), tensor([2f, 0f, 1f, 3f], [1, 2, 2]), otherLatent: zeros([1, 2, 2]));
        using (no_grad())
            parameters.narrow(1, 0, 1).zero_();

        Assert.That(technique.Rules.GeneratorPenalty!(turn).item<float>(), Is.EqualTo(2f).Within(1e-6f));
    }

    [Test]
    public void Penalty_OfACollapsedGenerator_IsLambdaOverEpsilonWithAFiniteGradient()
    {
        using var scope = NewDisposeScope();

        var (penalty, gradient) = Penalty(new ModeSeeking(), theta: 0);

        Assert.Multiple(() =>
        {
            Assert.That(penalty, Is.EqualTo(1e5).Within(1));
            Assert.That(gradient, Is.All.EqualTo(0f), "the slope of an absolute value at zero is 0");
        });
    }

    private static (float Penalty, float[] Gradient) Penalty(ModeSeeking technique, double theta)
    {
        var (turn, parameters) = GivenTurn.OfGenerator(
            technique, zeros([1, 2, 1]), tensor([1f, 3f], [1, 2, 1]), theta, otherLatent: tensor([-1f, 4f], [1, 2, 1]));
        var penalty = technique.Rules.GeneratorPenalty!(turn);
        return (penalty.item<float>(), autograd.grad([penalty.sum()], [parameters])[0].data<float>().ToArray());
    }
}
