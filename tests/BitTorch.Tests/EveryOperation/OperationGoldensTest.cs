using System.Text.Json;

namespace BitTorch.Tests.EveryOperation;

/// <summary>
/// Operations against Goldens/operations.json: float64 PyTorch's values, gradients of sum(w output), and gradients of sum(v gradients).
/// </summary>
public sealed class OperationGoldensTest
{
    /// <summary>float32 against float64 over sums of at most 60 terms: a few units in the last place (6e-8 each).</summary>
    private const double Relative = 2e-5;

    /// <summary>Near zero, relative to the case's largest number: cancellation leaves rounding errors of the terms.</summary>
    private const double OfLargest = 2e-6;

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Goldens =
        KnownOperations.All.SelectMany(row => row.Goldens).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static IEnumerable<string> Names => Goldens.Keys;

    [TestCaseSource(nameof(Names))]
    public void Operation_ValueAndGradientsOfBothOrders_EqualPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = OperationGoldens.Cases.GetProperty(name);
        var inputs = Tensors(expected.GetProperty("inputs"));
        foreach (var input in inputs)
            input.requires_grad_();

        var output = Goldens[name](inputs);
        var gradients = autograd.grad([(Read(expected.GetProperty("w")) * output).sum()], inputs, retain_graph: true, create_graph: true);
        var weighted = gradients.Zip(Tensors(expected.GetProperty("v")), (gradient, v) => (gradient * v).sum())
            .Where(sum => sum.requires_grad).ToArray();
        var second = weighted.Length == 0 ? [] : autograd.grad(weighted, inputs, allow_unused: true);

        Assert.Multiple(() =>
        {
            AssertEqual(output, expected.GetProperty("output"), "value");
            for (var i = 0; i < inputs.Length; i++)
            {
                AssertEqual(gradients[i], expected.GetProperty("gradients")[i], $"gradient {i}");
                var curvature = second.Count == 0 || second[i].IsInvalid ? zeros_like(inputs[i]) : second[i];
                AssertEqual(curvature, expected.GetProperty("second")[i], $"second-order gradient {i}");
            }
        });
    }

    private static void AssertEqual(Tensor actual, JsonElement expected, string what)
    {
        var numbers = expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var largest = numbers.Max(Math.Abs);
        Assert.That(actual.shape, Is.EqualTo(OperationGoldens.ShapeOf(expected)), $"{what}: shape");
        var values = actual.data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var tolerance = Math.Max(Relative * Math.Abs(numbers[i]), OfLargest * largest);
            Assert.That(values[i], Is.EqualTo(numbers[i]).Within(tolerance), $"{what}, element {i}");
        }
    }

    private static Tensor[] Tensors(JsonElement list) => [.. list.EnumerateArray().Select(Read)];

    private static Tensor Read(JsonElement element) =>
        tensor(
            [.. element.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())],
            OperationGoldens.ShapeOf(element));
}
