using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// Losses and gradients against Goldens/techniques.json: float64 PyTorch, written from the papers' equations, on fixed networks and inputs.
/// Every case of the file is checked; sizes, weights and inputs are read from it, so another file of the same form is checked as well.
/// </summary>
public sealed class TechniqueGoldensTest
{
    private const double Relative = 1e-4;

    /// <summary>Near zero, relative to the array's largest number: float32 sums leave rounding errors of their terms.</summary>
    private const double OfLargest = 1e-6;

    [TestCaseSource(typeof(GoldenCase), nameof(GoldenCase.Names))]
    public void Technique_LossesAndEveryGradient_EqualPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new GoldenCase(name);

        Assert.Multiple(() =>
        {
            if (golden.DiscriminatorLoss is { } discriminatorLoss)
            {
                var turn = Turn.OfDiscriminator(golden.Technique.Rules, golden.Generator, golden.Discriminator, golden.Draws);
                AssertLossAndGradients(turn.DiscriminatorObjective(golden.Discriminator.Parameters), discriminatorLoss,
                    golden.Discriminator, golden.DiscriminatorArrays, golden.DiscriminatorGradients, "discriminator");
            }

            var generatorTurn = Turn.OfGenerator(golden.Technique.Rules, golden.Generator, golden.Discriminator, golden.Draws);
            AssertLossAndGradients(generatorTurn.GeneratorObjective(), golden.GeneratorLoss,
                golden.Generator, golden.GeneratorArrays, golden.GeneratorGradients, "generator");
        });
    }

    private static void AssertLossAndGradients(
        Tensor loss, double expectedLoss, Side side, IReadOnlyList<GoldenCase.Array2D> arrays, List<double[]> expected, string who)
    {
        AssertClose(loss.data<float>().ToArray(), [expectedLoss], $"{who} loss");
        Assert.That(expected, Has.Count.EqualTo(arrays.Count(array => array.HasGradient)), $"{who}: arrays with an expected gradient");
        var gradient = autograd.grad([loss.sum()], [side.Parameters])[0].data<float>().ToArray();
        var start = 0;
        for (var i = 0; i < arrays.Count; i++)
        {
            if (arrays[i].HasGradient)
                AssertClose(arrays[i].InFileOrder(gradient[start..(start + arrays[i].Count)]), expected[i], $"{who}, array {i}");
            start += arrays[i].Count;
        }

        Assert.That(start, Is.EqualTo(gradient.Length), $"{who}: parameters with an expected gradient");
    }

    private static void AssertClose(float[] actual, double[] expected, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), what);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.That(
                actual[i],
                Is.EqualTo(expected[i]).Within(Math.Max(Relative * Math.Abs(expected[i]), OfLargest * Math.Max(1, largest))),
                $"{what}, element {i}");
    }
}
