using System.Text.Json;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// Losses and gradients against Goldens/techniques.json: float64 PyTorch, written from the papers' equations, on fixed networks and inputs.
/// Every case of the file that <see cref="KnownTechniques"/> has is checked; sizes, weights and inputs are read from the file.
/// </summary>
public sealed class TechniqueGoldensTest
{
    private const double Relative = 1e-4;

    /// <summary>Near zero, relative to the array's largest number: float32 sums leave rounding errors of their terms.</summary>
    private const double OfLargest = 1e-6;

    private static readonly JsonElement File = Load();

    private static IEnumerable<string> Names =>
        KnownTechniques.All.Select(known => known.Definition.Name).Where(name => File.GetProperty("cases").TryGetProperty(name, out _));

    [Test]
    public void Goldens_CoverTheThreeTechniques() =>
        Assert.That(Names, Is.EquivalentTo(new[] { "ns-gan", "wgan-gp", "minibatch-discrimination" }));

    [TestCaseSource(nameof(Names))]
    public void Technique_LossesAndEveryGradient_EqualPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = File.GetProperty("cases").GetProperty(name);
        var technique = Technique(name, expected.GetProperty("parameters"));
        var discriminator = Layers("D");
        if (technique.AcrossTheBatch is not null)
            discriminator = [.. discriminator[..^1], new Layer([.. Numbers(File.GetProperty("inputs").GetProperty("T"))], [], discriminator[^1].Inputs, 0), .. Layers("D_mbd_last")];
        var generator = Layers("G");
        var discriminatorNetwork = new Perceptron(Widths("D"), Activation.LeakyRelu, Activation.Linear, new Zeros(), technique.AcrossTheBatch);
        var generatorNetwork = new Perceptron(Widths("G"), Activation.Tanh, Activation.Linear, new Zeros());
        var discriminatorParameters = Flat(discriminator).requires_grad_();
        var generatorParameters = Flat(generator).requires_grad_();
        var real = Input("x", File.GetProperty("data_dim").GetInt64());
        var fake = generatorNetwork.Apply(generatorParameters, Input("z", File.GetProperty("latent_dim").GetInt64())).Output;

        var discriminatorLoss = Objectives.OfDiscriminator(technique, discriminatorNetwork, discriminatorParameters, real, fake.detach(), new FixedNoise());
        var discriminatorGradient = autograd.grad([discriminatorLoss.sum()], [discriminatorParameters])[0];
        var generatorLoss = Objectives.OfGenerator(technique, discriminatorNetwork, discriminatorParameters.detach(), fake);
        var generatorGradient = autograd.grad([generatorLoss.sum()], [generatorParameters])[0];

        Assert.Multiple(() =>
        {
            AssertClose(discriminatorLoss.data<float>().ToArray(), [expected.GetProperty("discriminator_loss").GetDouble()], "discriminator loss");
            AssertClose(generatorLoss.data<float>().ToArray(), [expected.GetProperty("generator_loss").GetDouble()], "generator loss");
            AssertGradients(discriminatorGradient, discriminator, DiscriminatorGradients(expected), "discriminator");
            AssertGradients(generatorGradient, generator, Arrays(expected.GetProperty("generator_gradients")), "generator");
        });
    }

    /// <summary>In the order of the parameters: the layers before the batch layer, its tensor, the last layer.</summary>
    private static List<double[]> DiscriminatorGradients(JsonElement expected)
    {
        var gradients = Arrays(expected.GetProperty("discriminator_gradients"));
        if (!expected.TryGetProperty("tensor_gradient", out var tensorGradient)) return gradients;
        gradients.Add(Numbers(tensorGradient));
        gradients.AddRange(Arrays(expected.GetProperty("last_gradients")));
        return gradients;
    }

    private static void AssertGradients(Tensor gradient, Layer[] layers, List<double[]> expected, string who)
    {
        var values = gradient.data<float>().ToArray().AsSpan();
        var next = 0;
        foreach (var layer in layers)
        {
            AssertClose(layer.InFileOrder(values[..layer.Weights.Length]), expected[next], $"{who}, array {next++}");
            values = values[layer.Weights.Length..];
            if (layer.Biases.Length == 0) continue;
            AssertClose(values[..layer.Biases.Length].ToArray(), expected[next], $"{who}, array {next++}");
            values = values[layer.Biases.Length..];
        }

        Assert.That(values.Length, Is.Zero, $"{who}: parameters without an expected gradient");
        Assert.That(next, Is.EqualTo(expected.Count), $"{who}: expected gradients without parameters");
    }

    private static void AssertClose(float[] actual, double[] expected, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), what);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(Math.Max(Relative * Math.Abs(expected[i]), OfLargest * Math.Max(1, largest))), $"{what}, element {i}");
    }

    private static Technique Technique(string name, JsonElement parameters) => name switch
    {
        "wgan-gp" => new WganGp(Lambda: parameters.GetProperty("lambda").GetDouble()),
        "minibatch-discrimination" => new MinibatchDiscrimination(
            parameters.GetProperty("kernels").GetInt32(),
            parameters.GetProperty("dims").GetInt32(),
            parameters.GetProperty("self_term").GetString() == "excluded" ? 0 : 1),
        _ => KnownTechniques.Create(new Experiments.Choice(name, 1, System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty)),
    };

    private static System.Collections.Immutable.ImmutableArray<int> Widths(string network)
    {
        var layers = Layers(network);
        return [layers[0].Inputs, .. layers.Select(layer => layer.Outputs)];
    }

    private static Layer[] Layers(string network) =>
    [
        .. File.GetProperty("networks").GetProperty(network).EnumerateArray().Select(layer =>
            new Layer(Numbers(layer[0]), Numbers(layer[1]), layer[2][1].GetInt32(), layer[2][0].GetInt32())),
    ];

    private static Tensor Flat(Layer[] layers)
    {
        float[] values = [.. layers.SelectMany(layer => layer.InOurOrder().Concat(layer.Biases).Select(value => (float)value))];
        return tensor(values, [1, values.Length]);
    }

    private static Tensor Input(string name, long dimension)
    {
        var values = Numbers(File.GetProperty("inputs").GetProperty(name));
        return tensor(Array.ConvertAll(values, value => (float)value), [1, values.Length / dimension, dimension]);
    }

    private static List<double[]> Arrays(JsonElement lists) => [.. lists.EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "techniques.json")));
        return document.RootElement.Clone();
    }

    /// <summary>A layer of the file, whose weights are [outputs, inputs]; ours are [inputs, outputs]. Without outputs it has one order only.</summary>
    private sealed record Layer(double[] Weights, double[] Biases, int Inputs, int Outputs)
    {
        public double[] InOurOrder() => Outputs == 0
            ? Weights
            : [.. from input in Enumerable.Range(0, Inputs) from output in Enumerable.Range(0, Outputs) select Weights[(output * Inputs) + input]];

        public float[] InFileOrder(ReadOnlySpan<float> ours)
        {
            var values = ours.ToArray();
            return Outputs == 0
                ? values
                : [.. from output in Enumerable.Range(0, Outputs) from input in Enumerable.Range(0, Inputs) select values[(input * Outputs) + output]];
        }
    }

    private sealed class FixedNoise : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => Given("eps", shape);

        public override Tensor Normal(string name, params long[] shape) => Given("noise_real", shape);

        private static Tensor Given(string input, long[] shape) =>
            tensor(Array.ConvertAll(Numbers(File.GetProperty("inputs").GetProperty(input)), value => (float)value), shape);
    }
}
