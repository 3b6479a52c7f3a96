using System.Text.Json;
using GanBench.Experiments.Profiles;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

/// <summary>Optimisers against Goldens/optimisers.json, sequences that PyTorch computed in double precision.</summary>
public sealed class OptimiserGoldensTest
{
    /// <summary>
    /// A dozen steps of a few float32 roundings (6e-8 each) on numbers below 1; small gradients of Adam are divided by their own size.
    /// </summary>
    private const double Tolerance = 5e-6;

    private static readonly JsonElement Goldens = Load();

    [Test]
    public void Adam_AfterEachGradient_IsWherePyTorchIs()
    {
        using var scope = NewDisposeScope();
        var sequence = Goldens.GetProperty("sequences").GetProperty("adam");
        var given = sequence.GetProperty("parameters");
        var adam = new Adam(Number(given, "rate"), Number(given, "beta1"), Number(given, "beta2"), Number(given, "epsilon"));
        var parameters = tensor(Floats(Goldens.GetProperty("start")), [1, 3]);
        var state = adam.Start(parameters);
        var gradients = Goldens.GetProperty("gradients").EnumerateArray();
        foreach (var (gradient, expected) in gradients.Zip(sequence.GetProperty("after_each_gradient").EnumerateArray()))
        {
            adam.Step(parameters, tensor(Floats(gradient), [1, 3]), state);

            Assert.That(parameters.data<float>().ToArray(), Is.EqualTo(Floats(expected)).Within(Tolerance));
        }
    }

    // theta^T A phi + b^T theta + c^T phi: theta descends, phi ascends; either side's gradient is a product with A.
    [TestCase("plain-simultaneous-descent", false)]
    [TestCase("plain-simultaneous-adam", false)]
    [TestCase("plain-alternating-descent", true)]
    [TestCase("plain-alternating-adam", true)]
    public void TwoPlayers_AfterEachStep_AreWhereTheFileSaysTheyAre(string name, bool alternating)
    {
        using var scope = NewDisposeScope();
        var (file, game) = (Goldens.GetProperty("games").GetProperty(name), Goldens.GetProperty("game"));
        Optimiser optimiser = name.EndsWith("adam", StringComparison.Ordinal)
            ? new Adam(Number(file, "rate"), Number(file, "beta1"), Number(file, "beta2"), Number(file, "epsilon"))
            : new Sgd(Number(file, "rate"));
        var a = tensor([.. game.GetProperty("A").EnumerateArray().SelectMany(Floats)], [2, 2]);
        var (b, c) = (tensor(Floats(game.GetProperty("b")), [1, 2]), tensor(Floats(game.GetProperty("c")), [1, 2]));
        var (theta, phi) = (tensor(Floats(game.GetProperty("theta0")), [1, 2]), tensor(Floats(game.GetProperty("phi0")), [1, 2]));
        var (ofTheta, ofPhi) = (optimiser.Start(theta), optimiser.Start(phi));
        foreach (var expected in file.GetProperty("after_each_step").EnumerateArray())
        {
            var gradientOfTheta = phi.matmul(a.transpose(0, 1)) + b;
            optimiser.Step(phi, -(theta.matmul(a) + c), ofPhi);
            optimiser.Step(theta, alternating ? phi.matmul(a.transpose(0, 1)) + b : gradientOfTheta, ofTheta);

            Assert.That(theta.data<float>().ToArray(), Is.EqualTo(Floats(expected.GetProperty("theta"))).Within(Tolerance));
            Assert.That(phi.data<float>().ToArray(), Is.EqualTo(Floats(expected.GetProperty("phi"))).Within(Tolerance));
        }
    }

    [TestCase(OptimiserKind.Adam, "Adam { LearningRate = 0.25, Beta1 = 0.1, Beta2 = 0.2, Epsilon = 0.5 }")]
    [TestCase(OptimiserKind.Rmsprop, "RmsProp { LearningRate = 0.25, Decay = 0.3, Epsilon = 0.5 }")]
    [TestCase(OptimiserKind.Sgd, "Sgd { LearningRate = 0.25, Momentum = 0.4 }")]
    public void Of_ASidesSettings_HasThem(OptimiserKind kind, string expected)
    {
        var side = Known.Points.Generator with { Rate = 0.25, Beta1 = 0.1, Beta2 = 0.2, Decay = 0.3, Momentum = 0.4, Epsilon = 0.5 };

        Assert.That(Optimiser.Of(side with { Optimiser = kind }).ToString(), Is.EqualTo(expected));
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(value => (float)value.GetDouble())];

    private static JsonElement Load()
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "optimisers.json");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }
}
