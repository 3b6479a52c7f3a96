using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

/// <summary>
/// Every optimiser's step as a function: the same values as in place, and derivatives as of the formulas in double precision.
/// </summary>
[TestFixtureSource(nameof(Optimisers))]
public sealed class AheadTest(Optimiser optimiser)
{
    private const int Steps = 4;

    private static readonly Optimiser[] Optimisers =
    [
        new Adam(0.05),
        new Adam(0.05, Beta1: 0.9, Beta2: 0.9, Epsilon: 0.1),
        new RmsProp(0.05, Decay: 0.75),
        new Sgd(0.05),
        new Sgd(0.05, Momentum: 0.75),
    ];

    // f(p) = sum of a_i p_i^2 / 2 with gradient a_i p_i, from these points.
    private static readonly float[] Curvatures = [0.5f, -1f, 3f, 0.25f, 2f, -0.75f];
    private static readonly float[] From = [1f, -0.5f, 0.75f, 2f, -1.5f, 0.25f];

    [Test]
    public void Ahead_EqualsTheStepInPlace()
    {
        using var scope = NewDisposeScope();
        var (inPlace, ahead) = (tensor(From, [2, 3]), tensor(From, [2, 3]));
        var (state, stateAhead) = (optimiser.Start(inPlace), optimiser.Start(ahead));
        for (var t = 1; t <= Steps; t++)
        {
            optimiser.Step(inPlace, Gradient(inPlace), state);
            (ahead, stateAhead) = optimiser.Ahead(ahead, Gradient(ahead), stateAhead);

            // The same formula with another order of a few roundings (6e-8 each) on numbers up to 10.
            Assert.That(ahead.data<float>().ToArray(), Is.EqualTo(inPlace.data<float>().ToArray()).Within(2e-6f), $"parameters, step {t}");
            for (var i = 0; i < state.Averages.Length; i++)
                Assert.That(
                    stateAhead.Averages[i].data<float>().ToArray(), Is.EqualTo(state.Averages[i].data<float>().ToArray()).Within(2e-6f),
                    $"average {i}, step {t}");
            Assert.That(stateAhead.Powers.ToArray(), Is.EqualTo(state.Powers.ToArray()), $"powers, step {t}");
        }
    }

    [Test]
    public void Ahead_LeavesItsArgumentsAlone()
    {
        using var scope = NewDisposeScope();
        var parameters = tensor(From, [2, 3]);
        var state = optimiser.Start(parameters);
        optimiser.Step(parameters, Gradient(parameters), state);
        float[][] Arguments() =>
            [parameters.data<float>().ToArray(), .. state.Averages.ToArray().Select(average => average.data<float>().ToArray())];
        var (before, powers) = (Arguments(), state.Powers.ToArray());

        optimiser.Ahead(parameters, Gradient(parameters), state);

        Assert.Multiple(() =>
        {
            Assert.That(Arguments(), Is.EqualTo(before));
            Assert.That(state.Powers.ToArray(), Is.EqualTo(powers));
        });
    }

    // Through four steps, moments included: the slope of each parameter at its end in the parameter at its start, against central
    // differences
    // of the formulas in double precision. Second-order terms of the difference are near 1e-8, float32 roundings near 1e-6.
    [Test]
    public void Gradient_ThroughSteps_EqualsFiniteDifferences()
    {
        using var scope = NewDisposeScope();
        var start = tensor(From, [2, 3]).requires_grad_();
        var (parameters, state) = (start, optimiser.Start(start));
        for (var t = 0; t < Steps; t++)
            (parameters, state) = optimiser.Ahead(parameters, Gradient(parameters), state);

        var gradient = autograd.grad([parameters.sum()], [start])[0].data<float>().ToArray();

        for (var i = 0; i < From.Length; i++)
        {
            const double H = 1e-5;
            var expected = (End(From[i] + H, Curvatures[i]) - End(From[i] - H, Curvatures[i])) / (2 * H);
            Assert.That(gradient[i], Is.EqualTo(expected).Within(2e-5), $"parameter {i}");
        }
    }

    // Where a parameter never had a gradient the running averages are 0, and the root of the second one has an infinite slope there. The
    // step
    // is -rate g / epsilon to first order (Adam's bias corrections cancel), so its slope in g is -rate / epsilon; plain descent has -rate.
    [Test]
    public void Gradient_WhereNothingEverMoved_IsFiniteAndExact()
    {
        using var scope = NewDisposeScope();
        var parameters = tensor([1f, -2f], [1, 2]);
        var gradient = zeros([1, 2]).requires_grad_();

        var (ahead, _) = optimiser.Ahead(parameters, gradient, optimiser.Start(parameters));
        var slope = autograd.grad([ahead.sum()], [gradient])[0].data<float>().ToArray();

        var expected = optimiser switch
        {
            Adam adam => -adam.LearningRate / adam.Epsilon,
            RmsProp rmsProp => -rmsProp.LearningRate / rmsProp.Epsilon,
            _ => -optimiser.LearningRate,
        };
        Assert.Multiple(() =>
        {
            Assert.That(ahead.data<float>().ToArray(), Is.EqualTo(new[] { 1f, -2f }));
            Assert.That(slope, Is.All.EqualTo(expected).Within(Math.Abs(expected) * 1e-6), "a few float32 roundings");
        });
    }

    private static Tensor Gradient(Tensor parameters) => tensor(Curvatures, [2, 3]) * parameters;

    /// <summary>Where one parameter is after the steps, by the papers' formulas.</summary>
    private double End(double p, double curvature)
    {
        var (m, v) = (0.0, 0.0);
        for (var t = 1; t <= Steps; t++)
        {
            var g = curvature * p;
            switch (optimiser)
            {
                case Adam adam:
                    m = (adam.Beta1 * m) + ((1 - adam.Beta1) * g);
                    v = (adam.Beta2 * v) + ((1 - adam.Beta2) * g * g);
                    p -= adam.LearningRate * (m / (1 - Math.Pow(adam.Beta1, t))) / (
                        Math.Sqrt(v / (1 - Math.Pow(adam.Beta2, t))) + adam.Epsilon);
                    break;
                case RmsProp rmsProp:
                    v = (rmsProp.Decay * v) + ((1 - rmsProp.Decay) * g * g);
                    p -= rmsProp.LearningRate * g / (Math.Sqrt(v) + rmsProp.Epsilon);
                    break;
                case Sgd sgd:
                    m = (sgd.Momentum * m) + g;
                    p -= sgd.LearningRate * m;
                    break;
            }
        }

        return p;
    }
}
