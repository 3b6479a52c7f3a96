using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

public sealed class RmsPropTest
{
    // The formula in double precision, for f(p) = p^2 from p = 1.
    [Test]
    public void Steps_OnAParabola_FollowTheFormulaInDoublePrecision()
    {
        var rmsProp = new RmsProp(LearningRate: 0.01, Decay: 0.9, Epsilon: 1e-8);
        using var parameter = tensor([1f], [1, 1]).requires_grad_();
        using var state = rmsProp.Start(parameter);
        var (p, v) = (1.0, 0.0);
        for (var t = 1; t <= 50; t++)
        {
            using var scope = NewDisposeScope();
            rmsProp.Step(parameter, autograd.grad([parameter.square().sum()], [parameter])[0], state);
            var g = 2 * p;
            v = (0.9 * v) + (0.1 * g * g);
            p -= 0.01 * g / (Math.Sqrt(v) + 1e-8);

            // 50 steps of a few float32 roundings (6e-8 each) on numbers near 1.
            Assert.That(parameter.item<float>(), Is.EqualTo(p).Within(2e-5), $"step {t}");
        }
    }

    // v = (1 - decay) g^2, so the first step is rate / sqrt(1 - decay) against the sign: ten rates with PyTorch's decay of 0.99.
    [Test]
    public void FirstStep_IsTenRatesAgainstTheGradientsSign()
    {
        using var scope = NewDisposeScope();
        var parameters = tensor([1f, 1f, 1f], [1, 3]);

        var rmsProp = new RmsProp(LearningRate: 1e-3);
        rmsProp.Step(parameters, tensor([5f, -0.01f, 0f], [1, 3]), rmsProp.Start(parameters));

        Assert.That(
            parameters.data<float>().ToArray(), Is.EqualTo(new[] { 0.99f, 1.01f, 1f }).Within(2e-7f),
            "two float32 roundings of numbers near 1");
    }

    // With a steady gradient g the mean square is g^2 (1 - decay^t).
    [Test]
    public void MeanSquare_OfASteadyGradient_ApproachesItsSquareGeometrically()
    {
        using var scope = NewDisposeScope();
        var parameters = zeros([1, 1]);
        var rmsProp = new RmsProp(LearningRate: 1e-3, Decay: 0.75);
        var state = rmsProp.Start(parameters);
        for (var t = 1; t <= 10; t++)
        {
            rmsProp.Step(parameters, full([1, 1], 3), state);

            Assert.That(
                state.Averages[0].item<float>(), Is.EqualTo(9 * (1 - Math.Pow(0.75, t))).Within(5e-6),
                $"step {t}: a few float32 roundings of numbers below 9");
        }
    }
}
