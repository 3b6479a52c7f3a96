using GanBench.Randomness;
using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

public sealed class PerceptronTest
{
    [Test]
    public void Layout_ListsWeightsAndBiasesLayerByLayer()
    {
        var layout = new Perceptron([16, 128, 128, 2], Activation.Relu, Activation.Linear, new Orthogonal(1.4)).Layout;

        Assert.Multiple(() =>
        {
            Assert.That(layout.Blocks.Select(block => block.Name), Is.EqualTo(new[]
            {
                "hidden-1.weight", "hidden-1.bias", "hidden-2.weight", "hidden-2.bias", "output.weight", "output.bias",
            }));
            Assert.That(layout.Count, Is.EqualTo((16 * 128) + 128 + (128 * 128) + 128 + (128 * 2) + 2));
        });
    }

    [TestCase("relu")]
    [TestCase("leaky-relu")]
    [TestCase("tanh")]
    [TestCase("softplus")]
    [TestCase("elu")]
    public void Apply_EqualsTheSumsWrittenOut(string word)
    {
        var activation = Activation.Named(word, slope: 0.3);
        using var scope = NewDisposeScope();
        var network = new Perceptron([3, 5, 2], activation, Activation.Linear, new Gaussian(0.7));
        var weights = network.Layout.Initial(SeedStream.FromSeed(1));
        float[] input = [0.3f, -1.2f, 0.8f, 1.5f, 0.1f, -0.4f];

        var pass = network.Apply(tensor(weights, [1, weights.Length]), tensor(input, [1, 2, 3]));

        for (var b = 0; b < 2; b++)
        {
            var hidden = Enumerable.Range(0, 5).Select(j => Apply(
                word, weights[15 + j] + Enumerable.Range(0, 3).Sum(i => (double)input[(b * 3) + i] * weights[(i * 5) + j]))).ToArray();
            for (var k = 0; k < 2; k++)
            {
                var expected = weights[30 + k] + Enumerable.Range(0, 5).Sum(j => hidden[j] * weights[20 + (j * 2) + k]);
                Assert.That(
                    pass.Output.data<float>().ToArray()[(b * 2) + k], Is.EqualTo(expected).Within(1e-5),
                    "a dozen float32 roundings on numbers near 1");
            }

            Assert.That(
                pass.Features.data<float>().ToArray()[(b * 5)..((b + 1) * 5)], Is.EqualTo(hidden).Within(1e-5),
                "features are the last hidden activations");
        }
    }

    private static double Apply(string word, double x) => word switch
    {
        "relu" => Math.Max(x, 0),
        "leaky-relu" => x > 0 ? x : 0.3 * x,
        "softplus" => Math.Log(1 + Math.Exp(x)),
        "elu" => x > 0 ? x : Math.Exp(x) - 1,
        _ => Math.Tanh(x),
    };
}
