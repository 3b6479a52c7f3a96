using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

public sealed class SgdTest
{
    // For f(p) = a p^2 each step multiplies p by 1 - 2 a rate.
    [TestCase(0.5)]
    [TestCase(3.0)]
    public void Steps_OnAParabola_ShrinkGeometrically(double a)
    {
        var descent = new Sgd(LearningRate: 0.125);
        using var parameter = tensor([1f], [1, 1]).requires_grad_();
        using var state = descent.Start(parameter);
        for (var t = 1; t <= 20; t++)
        {
            using var scope = NewDisposeScope();
            descent.Step(parameter, autograd.grad([a * parameter.square().sum()], [parameter])[0], state);

            // Float32 roundings of numbers below 1.
            Assert.That(parameter.item<float>(), Is.EqualTo(Math.Pow(1 - (2 * a * 0.125), t)).Within(1e-6), $"step {t}");
        }
    }

    // PyTorch's form, b = momentum b + g; p -= rate b, in double precision for f(p) = p^2 from p = 1; the rate changes on the way and acts
    // at once.
    [Test]
    public void Momentum_OnAParabola_FollowsTheFormulaInDoublePrecision()
    {
        using var parameter = tensor([1f], [1, 1]).requires_grad_();
        using var state = new Sgd(LearningRate: 0.05, Momentum: 0.75).Start(parameter);
        var (p, b) = (1.0, 0.0);
        for (var t = 1; t <= 40; t++)
        {
            using var scope = NewDisposeScope();
            var rate = t <= 20 ? 0.05 : 0.02;
            new Sgd(rate, Momentum: 0.75).Step(parameter, autograd.grad([parameter.square().sum()], [parameter])[0], state);
            b = (0.75 * b) + (2 * p);
            p -= rate * b;

            // A few float32 roundings (6e-8 each) a step on numbers up to 4.
            Assert.That(parameter.item<float>(), Is.EqualTo(p).Within(1e-5), $"step {t}");
        }
    }
}
