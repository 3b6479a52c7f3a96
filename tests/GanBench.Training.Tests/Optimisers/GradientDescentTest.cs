using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

public sealed class GradientDescentTest
{
    // For f(p) = a p^2 each step multiplies p by 1 - 2 a rate.
    [TestCase(0.5)]
    [TestCase(3.0)]
    public void Steps_OnAParabola_ShrinkGeometrically(double a)
    {
        var descent = new GradientDescent(LearningRate: 0.125);
        using var parameter = tensor([1f], [1, 1]).requires_grad_();
        using var state = descent.Start(parameter);
        for (var t = 1; t <= 20; t++)
        {
            using var scope = NewDisposeScope();
            descent.Step(parameter, autograd.grad([a * parameter.square().sum()], [parameter])[0], state);

            Assert.That(parameter.item<float>(), Is.EqualTo(Math.Pow(1 - (2 * a * 0.125), t)).Within(1e-6), $"step {t}: float32 roundings of numbers below 1");
        }
    }
}
