namespace BitTorch.Tests.EveryOperation;

/// <summary>
/// Every differentiable operation: values, gradients and gradients of gradients against the same function written in double, index by
/// index, and differentiated by central differences.
/// </summary>
public sealed class GradientsTest
{
    /// <summary>
    /// float32 against double over some ten operations (6e-8 each, more where values cancel), and the differences' own error.
    /// </summary>
    private const double Relative = 2e-4;

    /// <summary>Of the largest number of a result: what cancels against it leaves its rounding errors.</summary>
    private const double OfLargest = 2e-5;

    internal static IEnumerable<GradientCase> Cases => KnownOperations.All.SelectMany(row => row.Gradients);

    [TestCaseSource(nameof(Cases))]
    public void Operation_ContiguousOrPermutedInputs_HasTheValueAndGradientsOfTheDoubleFunction(GradientCase operation)
    {
        const double Step = GradientCase.Step;
        foreach (var permuted in new[] { false, true })
        {
            using var scope = NewDisposeScope();
            var random = new Lcg(12);
            var points = operation.Points(random);
            var inputs = points.Select(point => permuted ? Permuted(point) : point.ToTensor().requires_grad_()).ToArray();
            var output = operation.Tensors(inputs);
            var value = operation.Numbers(points);
            var weights = Dense.Spread(random, value.Shape);
            var directions = points.Select(point => Dense.Spread(random, point.Shape)).ToArray();

            var gradients = autograd.grad([(output * weights.ToTensor()).sum()], inputs, retain_graph: true, create_graph: true);
            var along = gradients.Zip(directions, (gradient, direction) => (gradient * direction.ToTensor()).sum())
                .Aggregate((a, b) => a + b);
            var second = along.requires_grad ? autograd.grad([along], inputs, allow_unused: true) : null;

            double Weighted(Dense[] at) => operation.Numbers(at).Values.Zip(weights.Values, (a, b) => a * b).Sum();
            var expected = Slopes(Weighted, points, Step);
            var ahead = Slopes(Weighted, GradientCase.Moved(points, directions, Step * 10), Step * 10);
            var behind = Slopes(Weighted, GradientCase.Moved(points, directions, -Step * 10), Step * 10);
            Assert.Multiple(() =>
            {
                AssertClose(output, value, "value");
                for (var i = 0; i < inputs.Length; i++)
                {
                    AssertClose(gradients[i], expected[i], $"gradient {i}");
                    AssertClose(
                        second is null || second[i].IsInvalid ? zeros_like(inputs[i]) : second[i],
                        ahead[i].With(behind[i], (a, b) => (a - b) / (Step * 20)),
                        $"second-order gradient {i}");
                }
            });
        }
    }

    // A function that is linear in its inputs would leave the second derivative untested, however wrong: square it.
    [Test]
    public void Cases_OfEveryOperation_IncludeOneWithASecondDerivative()
    {
        var linear = KnownOperations.All.Where(row => row.Gradients.Length > 0 && !row.Gradients.Any(form => form.HasSecondDerivative()));

        Assert.That(linear, Is.Empty);
    }

    /// <summary>A tensor of the given numbers whose dimensions lie in memory in reverse order.</summary>
    private static Tensor Permuted(Dense point)
    {
        var reverse = Enumerable.Range(0, point.Rank).Reverse().ToArray();
        return point.Permute(reverse).ToTensor().requires_grad_().permute([.. reverse.Select(d => (long)d)]);
    }

    private static Dense[] Slopes(Func<Dense[], double> f, Dense[] at, double step)
    {
        return [.. at.Select((point, which) => new Dense(point.Shape, [.. point.Values.Select((_, place) => Slope(which, place))]))];

        double Slope(int which, int place) => (f(Nudged(at, which, place, step)) - f(Nudged(at, which, place, -step))) / (2 * step);
    }

    private static Dense[] Nudged(Dense[] points, int which, int place, double by)
    {
        var values = points[which].Values.ToArray();
        values[place] += by;
        return [.. points.Select((point, i) => i == which ? point with { Values = values } : point)];
    }

    private static void AssertClose(Tensor actual, Dense expected, string what)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.Shape), $"{what}: shape");
        var values = actual.data<float>().ToArray();
        var largest = expected.Values.Max(Math.Abs);
        for (var i = 0; i < values.Length; i++)
        {
            var tolerance = (Relative * Math.Abs(expected.Values[i])) + (OfLargest * largest) + 1e-5;
            Assert.That(values[i], Is.EqualTo(expected.Values[i]).Within(tolerance), $"{what}, element {i}");
        }
    }
}
