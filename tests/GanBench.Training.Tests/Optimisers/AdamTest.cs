using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

public sealed class AdamTest
{
    // Algorithm 1 of arXiv:1412.6980 in double precision, for f(p) = p^2 from p = 1.
    [Test]
    public void Steps_OnAParabola_FollowTheAlgorithmInDoublePrecision()
    {
        var adam = new Adam(LearningRate: 0.01, Beta1: 0.5, Beta2: 0.999, Epsilon: 1e-8);
        using var parameter = tensor([1f], [1, 1]).requires_grad_();
        using var state = adam.Start(parameter);
        var (p, m, v) = (1.0, 0.0, 0.0);
        for (var t = 1; t <= 50; t++)
        {
            using var scope = NewDisposeScope();
            adam.Step(parameter, autograd.grad([parameter.square().sum()], [parameter])[0], state);
            var g = 2 * p;
            m = (0.5 * m) + (0.5 * g);
            v = (0.999 * v) + (0.001 * g * g);
            p -= 0.01 * (m / (1 - Math.Pow(0.5, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);

            // 50 steps of a few float32 roundings (6e-8 each) on numbers near 1.
            Assert.That(parameter.item<float>(), Is.EqualTo(p).Within(2e-5), $"step {t}");
        }
    }

    [Test]
    public void FirstStep_IsTheLearningRateAgainstTheGradientsSign()
    {
        using var scope = NewDisposeScope();
        var parameters = tensor([1f, 1f, 1f], [1, 3]);

        var adam = new Adam(LearningRate: 1e-3);
        adam.Step(parameters, tensor([5f, -0.01f, 0f], [1, 3]), adam.Start(parameters));

        Assert.That(parameters.data<float>().ToArray(), Is.EqualTo(new[] { 0.999f, 1.001f, 1f }).Within(2e-7f));
    }
}
