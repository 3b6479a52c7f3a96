using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;
using GanBench.Files;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Plans;

public class PlanTest
{
    [Test]
    public void From_ASpec_IsDatasetMajorThenTechniqueThenSeed()
    {
        var plan = Plan.From(Spec(Json(
            datasets: """["grid25", "ring8"]""",
            techniques: """["wgan-gp", { "name": "ns-gan", "on": ["ring8"] }]""",
            seeds: "[5, 2]")), Known);

        Assert.That(plan.Select(run => $"{run.Dataset.Name} {run.Technique.Name} {run.Seed}"), Is.EqualTo(new[]
        {
            "grid25 wgan-gp 5", "grid25 wgan-gp 2",
            "ring8 wgan-gp 5", "ring8 wgan-gp 2", "ring8 ns-gan 5", "ring8 ns-gan 2",
        }));
    }

    [Test]
    public void From_ASpec_FillsInDefaultsVersionsAndProfiles()
    {
        var plan = Plan.From(Spec(Json(
            datasets: """["ring8", { "name": "mnist", "generator-steps": 50, "settings": { "profile": "points" } }]""",
            techniques: """[{ "name": "wgan-gp", "lambda": 0.1 }]""")), Known);

        Assert.Multiple(() =>
        {
            Assert.That(plan[0].Technique.Version, Is.EqualTo(2));
            Assert.That(
                plan[0].Technique.Parameters, Is.EqualTo(new Dictionary<string, SettingValue> { ["critics"] = 5, ["lambda"] = 0.1 }));
            Assert.That(plan[0].Training.Settings["batch"], Is.EqualTo((SettingValue)128));
            Assert.That(plan[0].Training.Settings["generator.rate"], Is.EqualTo((SettingValue)0.001));
            Assert.That(plan[0].GeneratorSteps, Is.EqualTo(100));
            Assert.That(plan[1].Training.Settings["networks"].ToString(), Is.EqualTo("perceptron"));
            Assert.That((plan[1].GeneratorSteps, plan[1].Dataset.Version), Is.EqualTo((50, 2)));
            Assert.That(plan[0].Training.Version, Is.EqualTo(5));
            Assert.That(plan[0].Training.Engine, Is.EqualTo("bittorch-1"));
        });
    }

    [TestCase("\"wgan-gp\"", "wgan-gp")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 0.1 }""", "wgan-gp (lambda 0.1)")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 10, "critics": 1 }""", "wgan-gp (critics 1)")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 1e-7, "critics": 1 }""", "wgan-gp (critics 1, lambda 1E-07)")]
    [TestCase("""["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]""", "ns-gan + wgan-gp (lambda 0.1)")]
    public void Label_OfATechnique_ShowsWhatIsNotTheDefault(string technique, string label)
    {
        Assert.That(Known.Label(Plan.From(Spec(Json(techniques: $"[{technique}]")), Known)[0].Technique), Is.EqualTo(label));
    }

    [Test]
    public void Label_OfATechniqueThatIsNotKnown_ShowsEverything() =>
        Assert.That(Known.Label(new Choice("gone", 1, Parameters(("a", 1)))), Is.EqualTo("gone (a 1)"));

    // SHA-256 of this JSON, by Python's hashlib:
    // {"training":{"dataset":{"name":"ring8","version":1,"parameters":{}},"technique":{"name":"wgan-gp",
    // "version":2,"parameters":{"critics":5,"lambda":0.1}},
    // "settings":{"batch":128,"generator.rate":0.001,"generator.widths":[8,8],"output":"linear"},
    // "seed":7,"generator-steps":10000,"version":5,"engine":"bittorch-1"},"evaluation":{"samples":2500,"checkpoints":10,"averages":[]}};
    // and of the training alone.
    [Test]
    public void Id_OfARun_IsPinned()
    {
        Assert.That(Run.Id(), Is.EqualTo("ring8.wgan-gp.s7-a1f3de34a41e"));
        Assert.That(Run.Training.Id(), Is.EqualTo("0590d24830df"));
    }

    // SHA-256 by Python's hashlib as above, with the technique {"name":"ns-gan+wgan-gp","version":1,"parameters":{},"parts":[
    // {"name":"ns-gan","version":1,"parameters":{}},{"name":"wgan-gp","version":2,"parameters":{"critics":5,"lambda":0.1}}]}.
    [Test]
    public void Id_OfACombination_IsPinned() =>
        Assert.That(With(Combination).Id(), Is.EqualTo("ring8.ns-gan+wgan-gp.s7-a32225f31217"));

    [Test]
    public void Id_OfALongCombination_StillNamesAFile()
    {
        var many = Combination with { Name = string.Join('+', Enumerable.Repeat("minibatch-discrimination", 20)) };

        Assert.That(With(many).Id().Length, Is.LessThan(150), "a file name may have 255 bytes");
        Assert.That(With(many).Id(), Is.Not.EqualTo(With(many with { Name = many.Name + "2" }).Id()));
    }

    [Test]
    public void Run_OfACombination_SurvivesAJsonRoundTrip()
    {
        var run = With(Combination);

        var copy = JsonSerializer.Deserialize<PlannedRun>(JsonSerializer.Serialize(run, RecordJson.Compact), RecordJson.Compact)!;

        Assert.That(copy.Id(), Is.EqualTo(run.Id()));
        Assert.That(copy.Technique.Parts!.Value.Select(part => part.Name), Is.EqualTo(new[] { "ns-gan", "wgan-gp" }));
    }

    [Test]
    public void Id_WhenAnyFieldChanges_Changes()
    {
        var training = Run.Training;
        var parameters = Run.Technique.Parameters;
        var parts = Combination.Parts!.Value;
        PlannedTraining[] others =
        [
            training with { Dataset = Run.Dataset with { Name = "ring9" } },
            training with { Dataset = Run.Dataset with { Version = 2 } },
            training with { Dataset = Run.Dataset with { Parameters = Parameters(("radius", 2)) } },
            training with { Technique = Run.Technique with { Name = "wgan-lp" } },
            training with { Technique = Run.Technique with { Version = 3 } },
            training with { Technique = Run.Technique with { Parameters = parameters.SetItem("lambda", Math.BitIncrement(0.1)) } },
            training with { Technique = Run.Technique with { Parameters = parameters.Remove("lambda") } },
            training with { Technique = Combination },
            training with { Technique = Combination with { Parts = [.. parts.Reverse()] } },
            training with { Technique = Combination with { Parts = [parts[0], parts[1] with { Version = 3 }] } },
            training with { Settings = training.Settings.SetItem("batch", 64) },
            training with { Settings = training.Settings.Remove("batch") },
            training with { Settings = training.Settings.SetItem("latent-distribution", "uniform") },
            training with { Seed = 8 },
            training with { GeneratorSteps = 10001 },
            training with { Version = 6 },
            training with { Engine = "bittorch-2" },
        ];
        EvaluationProtocol[] protocols =
            [Run.Evaluation with { Samples = 2501 }, Run.Evaluation with { Checkpoints = 11 }, Run.Evaluation with { Averages = [0.999] }];

        Assert.That(others.Select(other => other.Id()).Append(training.Id()), Is.Unique);
        List<PlannedRun> measuredOtherwise = [.. protocols.Select(protocol => Run with { Evaluation = protocol })];
        Assert.That(measuredOtherwise.Select(run => run.Training.Id()), Is.All.EqualTo(training.Id()), "the same training");
        Assert.That(
            others.Select(other => Run with { Training = other }).Concat(measuredOtherwise).Append(Run).Select(run => run.Id()), Is.Unique);
    }

    [Test]
    public void Id_HoweverTheDictionariesWereBuilt_IsTheSame()
    {
        var backwards = ImmutableSortedDictionary.Create<string, SettingValue>(
            Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        var run = With(Run.Technique with { Parameters = backwards.AddRange(Run.Technique.Parameters) });

        Assert.That(run.Technique.Parameters.Keys.First(), Is.EqualTo("lambda"));
        Assert.That(run.Id(), Is.EqualTo(Run.Id()));
    }

    private static Choice Combination =>
        new("ns-gan+wgan-gp", 1, Parameters()) { Parts = [new Choice("ns-gan", 1, Parameters()), Run.Technique] };

    private static PlannedRun Run { get; } = new(
        new PlannedTraining(
            new Choice("ring8", 1, Parameters()),
            new Choice("wgan-gp", 2, Parameters(("lambda", 0.1), ("critics", 5))),
            Parameters(("generator.rate", 0.001), ("batch", 128), ("output", "linear"), ("generator.widths", SettingValue.Of(8, 8))),
            Seed: 7,
            GeneratorSteps: 10000,
            Version: 5,
            Engine: "bittorch-1"),
        new EvaluationProtocol(2500, 10, []));

    private static PlannedRun With(Choice technique) => Run with { Training = Run.Training with { Technique = technique } };

    private static ImmutableSortedDictionary<string, SettingValue> Parameters(params (string Name, SettingValue Value)[] parameters) =>
        parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value);
}
