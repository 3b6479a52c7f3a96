using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

public sealed class ActivationTest
{
    private static readonly float[] Points = [-30f, -3f, -1f, -0.25f, 0f, 0.25f, 1f, 3f, 30f, 100f];

    [TestCase("linear"), TestCase("relu"), TestCase("leaky-relu"), TestCase("tanh"), TestCase("softplus"), TestCase("elu")]
    public void Apply_AndItsSlopes_EqualTheFormulas(string word)
    {
        using var scope = NewDisposeScope();
        var x = tensor(Points, [1, 1, Points.Length]).requires_grad_();

        var y = Activation.Named(word, slope: 0.125).Apply(x);
        var slope = autograd.grad([y.sum()], [x], retain_graph: true, create_graph: true)[0];

        var (values, slopes) = (y.data<float>().ToArray(), slope.data<float>().ToArray());
        for (var i = 0; i < Points.Length; i++)
        {
            var (value, first) = Formula(word, Points[i]);

            // e^x - 1 near 0 loses what 1 rounds away: 6e-8.
            Assert.That(values[i], Is.EqualTo(value).Within(1e-6 * Math.Max(1, Math.Abs(value))), $"value at {Points[i]}");
            if (Points[i] != 0) Assert.That(slopes[i], Is.EqualTo(first).Within(2e-6), $"slope at {Points[i]}");
        }
    }

    // Curvature where penalties on slopes need it, against central differences of the slope.
    [TestCase("tanh"), TestCase("softplus"), TestCase("elu")]
    public void Apply_DifferentiatedTwice_EqualsFiniteDifferences(string word)
    {
        using var scope = NewDisposeScope();
        var x = tensor(Points, [1, 1, Points.Length]).requires_grad_();

        var slope = autograd.grad([Activation.Named(word).Apply(x).sum()], [x], retain_graph: true, create_graph: true)[0];
        var curvature = autograd.grad([slope.sum()], [x])[0].data<float>().ToArray();

        for (var i = 0; i < Points.Length; i++)
        {
            const double H = 1e-5;
            if (word == "elu" && Points[i] == 0) continue;   // a corner of the slope
            var expected = (Formula(word, Points[i] + H).Slope - Formula(word, Points[i] - H).Slope) / (2 * H);
            Assert.That(curvature[i], Is.EqualTo(expected).Within(1e-5), $"at {Points[i]}");
        }
    }

    // Two units of three pieces: piece p of unit j stands at 2 p + j.
    [Test]
    public void Maxout_TakesTheLargestPieceOfEachUnit()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, -1f, 3f, -5f, 2f, -3f], [1, 1, 6]).requires_grad_();

        var y = Activation.Named("maxout-3").Apply(x);
        var gradient = autograd.grad([(y * tensor([10f, 20f], [1, 1, 2])).sum()], [x])[0];

        Assert.That(y.shape, Is.EqualTo(new long[] { 1, 1, 2 }));
        Assert.That(y.data<float>().ToArray(), Is.EqualTo(new[] { 3f, -1f }));
        Assert.That(gradient.data<float>().ToArray(), Is.EqualTo(new[] { 0f, 20f, 10f, 0f, 0f, 0f }));
    }

    [Test]
    public void Maxout_OfImages_WorksChannelByChannel()
    {
        using var scope = NewDisposeScope();
        var x = tensor([.. Enumerable.Range(0, 2 * 4 * 6).Select(i => (float)i)], [1, 2, 4, 2, 3]);

        var y = Activation.Named("maxout-2").Apply(x);

        // Channels 2 and 3 are larger than 0 and 1 in every place.
        Assert.That(y.data<float>().ToArray(), Is.EqualTo(x.narrow(2, 2, 2).contiguous().data<float>().ToArray()));
    }

    // h = max_p (x W_p + b_p), logit = h v: the slope in x is W of the largest piece times v, so a penalty's gradient in W is known.
    [Test]
    public void Maxout_DifferentiatedTwice_EqualsTheClosedForm()
    {
        using var scope = NewDisposeScope();
        var network = new Perceptron([2, 1, 1], Activation.Named("maxout-2"), Activation.Linear, new Gaussian(1));
        float[] values = [0.5f, -1f, 0.25f, 2f, 0f, 0f, 3f, 0f];   // W [2, 2], its bias, v, its bias
        var parameters = tensor(values, [1, values.Length]).requires_grad_();
        var x = tensor([1f, 1f], [1, 1, 2]).requires_grad_();

        var slope = autograd.grad([network.Apply(parameters, x).Output.sum()], [x], retain_graph: true, create_graph: true)[0];
        var gradient = autograd.grad([slope.square().sum()], [parameters])[0].data<float>().ToArray();

        // Piece 2 is the larger one, -1 + 2 over 0.5 + 0.25: slope = 3 (-1, 2), its square 9 (w1^2 + w2^2), by w: 18 w; by v: 2 v (w1^2 +
        // w2^2).
        Assert.That(slope.data<float>().ToArray(), Is.EqualTo(new[] { -3f, 6f }));
        Assert.That(gradient, Is.EqualTo(new[] { 0f, -18f, 0f, 36f, 0f, 0f, 30f, 0f }));
    }

    [TestCase("maxout-1"), TestCase("maxout-x"), TestCase("gelu"), TestCase("")]
    public void Named_WhatThereIsNot_IsRefused(string word) => Assert.That(() => Activation.Named(word), Throws.ArgumentException);

    private static (double Value, double Slope) Formula(string word, double x) => word switch
    {
        "relu" => x > 0 ? (x, 1) : (0, 0),
        "leaky-relu" => x > 0 ? (x, 1) : (0.125 * x, 0.125),
        "tanh" => (Math.Tanh(x), 1 - (Math.Tanh(x) * Math.Tanh(x))),
        "softplus" => (Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), 1 / (1 + Math.Exp(-x))),
        "elu" => x > 0 ? (x, 1) : (Math.Exp(x) - 1, Math.Exp(x)),
        _ => (x, 1),
    };
}
