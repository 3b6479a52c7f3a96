using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// One case of Goldens/techniques.json as a game of ours: sizes, weights, inputs and the technique's parameters are read from the file.
/// </summary>
internal sealed class GoldenCase
{
    private static readonly JsonElement File = Load();

    private readonly JsonElement expected;

    public GoldenCase(string name)
    {
        expected = File.GetProperty("cases").GetProperty(name);
        var parameters = expected.GetProperty("parameters");
        Technique = TechniqueOf(name, parameters);
        Optimiser discriminatorOptimiser = parameters.TryGetProperty("eta", out var rate) ? new Sgd(rate.GetDouble()) : new Adam(1e-3);
        var (inputs, latents) = (File.GetProperty("data_dim").GetInt32(), File.GetProperty("latent_dim").GetInt32());
        var networks = Settings(latents).For(new Points(inputs), Technique.Rules);

        DiscriminatorArrays = DiscriminatorArraysOf(name);
        GeneratorArrays = [.. Arrays("G"), .. name == "veegan" ? Arrays("R_veegan") : []];
        Generator = SideOf(
            Technique.Rules.Generator(networks), Technique.Rules.Companion?.Invoke(networks), new Adam(1e-3), GeneratorArrays);
        Discriminator = SideOf(Technique.Rules.Discriminator(networks), null, discriminatorOptimiser, DiscriminatorArrays);
        Draws = new GivenDraws(Input("x", inputs), Input("z", latents), new FileNoise(), Input("z2", latents));
    }

    /// <summary>Names of all cases in the file.</summary>
    public static IEnumerable<string> Names => File.GetProperty("cases").EnumerateObject().Select(one => one.Name);

    public Technique Technique { get; }

    public Side Generator { get; }

    public Side Discriminator { get; }

    public Draws Draws { get; }

    /// <summary>The generator's arrays in the order of its parameters, a companion's last.</summary>
    public ImmutableArray<Array2D> GeneratorArrays { get; }

    /// <summary>The discriminator's arrays in the order of its parameters.</summary>
    public ImmutableArray<Array2D> DiscriminatorArrays { get; }

    public double? DiscriminatorLoss => expected.TryGetProperty("discriminator_loss", out var loss) ? loss.GetDouble() : null;

    public double GeneratorLoss => expected.GetProperty("generator_loss").GetDouble();

    /// <summary>Expected gradients in the file's layout and in the order of our parameters; empty when the file has none.</summary>
    public List<double[]> DiscriminatorGradients =>
        [
            .. Lists("discriminator_gradients"), .. One("tensor_gradient"), .. Lists("last_gradients"),
            .. Lists("second_discriminator_gradients"),
        ];

    public List<double[]> GeneratorGradients => [.. Lists("generator_gradients"), .. Lists("reconstructor_gradients_of_generator_loss")];

    private static Technique TechniqueOf(string name, JsonElement parameters)
    {
        if (parameters.TryGetProperty("eta", out _)) return new Unrolled(parameters.GetProperty("K").GetInt32());
        var definition = KnownTechniques.All.Single(known => known.Definition.Name == name).Definition;
        var numbers = parameters.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Number).Select(one => one.Name);
        var read = definition.Parameters.SelectMany(parameter => NamesInFile(parameter.Name)).Concat(FixedByTheName(name));
        var unread = numbers.Except(read).ToList();
        if (unread.Count > 0)
            throw new InvalidOperationException($"Nothing of ours takes the file's {string.Join(", ", unread)} of {name}.");
        return KnownTechniques.Create(new Choice(name, definition.Version, definition.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name,
            parameter => Given(parameter, parameters) is { } given ? new SettingValue.Number(given) : parameter.Default!,
            StringComparer.Ordinal)));
    }

    /// <summary>What the file says of a parameter of ours, or null when it says nothing.</summary>
    private static double? Given(SettingDefinition parameter, JsonElement parameters) => parameter.Name switch
    {
        "deviation" => 0,
        "self-term" => parameters.GetProperty("self_term").GetString() == "excluded" ? 0 : 1,
        var name => NamesInFile(name).Select(inFile => Number(parameters, inFile)).FirstOrDefault(number => number is not null),
    };

    private static double? Number(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>What the file may call a parameter of ours.</summary>
    private static string[] NamesInFile(string parameter) => parameter switch
    {
        "dimensions" => ["dims"],
        "epsilon" => ["eps"],
        "lambda" => ["lambda", "weight"],
        _ => [parameter],
    };

    /// <summary>
    /// Numbers of the file that are part of what a name means here: packs of two are pacgan-2, and least squares pull to 0 and 1.
    /// </summary>
    private static string[] FixedByTheName(string name) => name switch
    {
        "lsgan" => ["a", "b", "c"],
        _ when name.StartsWith("pacgan-", StringComparison.Ordinal) => ["m"],
        _ => [],
    };

    /// <summary>The file's networks; what they start from does not count, because the file gives the weights.</summary>
    private static GameSettings Settings(int latents)
    {
        return new GameSettings(NetworkFamily.Perceptron, latents, Batch: 1, Output: "linear")
        {
            Generator = Side("G", "tanh"),
            Discriminator = Side("D", "leaky-relu"),
        };

        static SideSettings Side(string network, string activation) => new(
            activation,
            InitialisationKind.Normal,
            OptimiserKind.Adam,
            Rate: 1e-3,
            Widths: [.. Layers(network).Select(layer => layer.Outputs).SkipLast(1)],
            Slope: 0.2);
    }

    /// <summary>
    /// The file's arrays for a case, and where the convention differs, their sign: its VEEGAN logit is high on generated pairs, ours on the
    /// others.
    /// </summary>
    private static ImmutableArray<Array2D> DiscriminatorArraysOf(string name) => name switch
    {
        "minibatch-discrimination" =>
            [.. Arrays("D")[..^2], new Array2D(Numbers(File.GetProperty("inputs").GetProperty("T"))), .. Arrays("D_mbd_last")],
        "minibatch-stddev" => [.. Arrays("D")[..^2], .. Arrays("D_mbs_last").Select(array => array with { HasGradient = false })],
        "d2gan" => [.. Arrays("D"), .. Arrays("D2")],
        "veegan" => [.. Arrays("D_veegan")[..^2], .. Arrays("D_veegan")[^2..].Select(array => array with { Sign = -1 })],
        _ when name.StartsWith("pacgan", StringComparison.Ordinal) => [.. Arrays("D_pac")],
        _ => [.. Arrays("D")],
    };

    private static Side SideOf(Network network, Network? companion, Optimiser optimiser, ImmutableArray<Array2D> arrays)
    {
        float[] values = [.. arrays.SelectMany(array => array.InOurOrder())];
        return new Side(network, companion, optimiser, tensor(values, [1, values.Length]).requires_grad_());
    }

    private static Tensor Input(string name, long dimension)
    {
        var values = Numbers(File.GetProperty("inputs").GetProperty(name));
        return tensor(Array.ConvertAll(values, value => (float)value), [1, values.Length / dimension, dimension]);
    }

    private static Array2D[] Arrays(string network) => [.. Layers(network).SelectMany(layer => (Array2D[])[layer.Weights, layer.Biases])];

    private static IEnumerable<(Array2D Weights, Array2D Biases, int Outputs)> Layers(string network) =>
        File.GetProperty("networks").GetProperty(network).EnumerateArray().Select(layer => (
            new Array2D(Numbers(layer[0]), Outputs: layer[2][0].GetInt32()), new Array2D(Numbers(layer[1])), layer[2][0].GetInt32()));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "techniques.json")));
        return document.RootElement.Clone();
    }

    private IEnumerable<double[]> Lists(string key) =>
        expected.TryGetProperty(key, out var lists) ? lists.EnumerateArray().Select(Numbers) : [];

    private IEnumerable<double[]> One(string key) => expected.TryGetProperty(key, out var list) ? [Numbers(list)] : [];

    /// <summary>
    /// An array of the file. A weight matrix there is [outputs, inputs] and ours [inputs, outputs]; what has no outputs has one order only.
    /// </summary>
    /// <remarks>
    /// The file lacks the gradient of the output layer behind a minibatch standard deviation; the loss depends on that layer's every
    /// number.
    /// </remarks>
    internal sealed record Array2D(double[] Values, int Outputs = 0, double Sign = 1, bool HasGradient = true)
    {
        public int Count => Values.Length;

        public IEnumerable<float> InOurOrder()
        {
            var inputs = Outputs == 0 ? 0 : Count / Outputs;
            var ours = Outputs == 0
                ? Values
                : from input in Enumerable.Range(0, inputs)
                  from output in Enumerable.Range(0, Outputs)
                  select Values[(output * inputs) + input];
            return ours.Select(value => (float)(Sign * value));
        }

        public float[] InFileOrder(float[] ours)
        {
            var inputs = Outputs == 0 ? 0 : Count / Outputs;
            var file = Outputs == 0
                ? ours
                : from output in Enumerable.Range(0, Outputs)
                  from input in Enumerable.Range(0, inputs)
                  select ours[(input * Outputs) + output];
            return [.. file.Select(value => (float)Sign * value)];
        }
    }

    /// <summary>Points of any dimension; nothing is drawn from it.</summary>
    private sealed record Points(int Axes) : Dataset
    {
        public override int Version => 1;

        public override string Summary => "Points of a golden file.";

        public override Citation? Source => null;

        public override ImmutableArray<int> SampleShape => [Axes];

        public override ImmutableArray<double> ModeWeights => [1];

        public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
            throw new NotSupportedException("The batches come from the golden file.");
    }

    /// <summary>The file's noise under the names that our techniques use.</summary>
    private sealed class FileNoise : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => name switch
        {
            "interpolation" => Given("eps", shape),
            "amount" => ones(shape),
            "direction" => Given("u", shape) / HalfDeviation(),
            _ => throw new ArgumentException($"The file has no uniform noise for \"{name}\".", nameof(name)),
        };

        public override Tensor Normal(string name, params long[] shape) => Given(name switch
        {
            "real" => "noise_real",
            "fake" => "noise_fake",
            _ => throw new ArgumentException($"The file has no normal noise for \"{name}\".", nameof(name)),
        }, shape);

        /// <summary>
        /// What dragan multiplies its direction with, so that the file's u comes out: half the deviation of all numbers of x.
        /// </summary>
        private static double HalfDeviation()
        {
            var x = Numbers(File.GetProperty("inputs").GetProperty("x"));
            return 0.5 * Math.Sqrt(x.Average(value => value * value) - (x.Average() * x.Average()));
        }

        private static Tensor Given(string input, long[] shape) =>
            tensor(Array.ConvertAll(Numbers(File.GetProperty("inputs").GetProperty(input)), value => (float)value), shape);
    }
}
