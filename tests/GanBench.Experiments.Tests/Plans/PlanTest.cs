using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Files;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Plans;

public class PlanTest
{
    [Test]
    public void From_ASpec_IsDatasetMajorThenTechniqueThenSeed()
    {
        var plan = Plan.From(Spec(Json(
            datasets: """["grid25", "ring8"]""", techniques: """["wgan-gp", { "name": "ns-gan", "on": ["ring8"] }]""", seeds: "[5, 2]")), Known);

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
            datasets: """["ring8", { "name": "mnist", "generator-steps": 50, "profile": "points" }]""",
            techniques: """[{ "name": "wgan-gp", "lambda": 0.1 }]""")), Known);

        Assert.Multiple(() =>
        {
            Assert.That(plan[0].Technique.Version, Is.EqualTo(2));
            Assert.That(plan[0].Technique.Parameters, Is.EqualTo(new Dictionary<string, double> { ["discriminator-steps"] = 5, ["lambda"] = 0.1 }));
            Assert.That((plan[0].Profile.Name, plan[0].Profile.Version, plan[0].Profile.Parameters["batch"]), Is.EqualTo(("points", 3, 128.0)));
            Assert.That(plan[0].GeneratorSteps, Is.EqualTo(100));
            Assert.That((plan[1].Profile.Name, plan[1].GeneratorSteps, plan[1].Dataset.Version), Is.EqualTo(("points", 50, 2)));
            Assert.That(plan[0].Evaluation.Metrics["reverse-kl"], Is.EqualTo(4));
            Assert.That(plan[0].TrainingVersion, Is.EqualTo(5));
            Assert.That(plan[0].Engine, Is.EqualTo("bittorch-1"));
        });
    }

    [TestCase("\"wgan-gp\"", "wgan-gp")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 0.1 }""", "wgan-gp (lambda 0.1)")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 10, "discriminator-steps": 1 }""", "wgan-gp (discriminator-steps 1)")]
    [TestCase("""{ "name": "wgan-gp", "lambda": 1e-7, "discriminator-steps": 1 }""", "wgan-gp (discriminator-steps 1, lambda 1E-07)")]
    [TestCase("""["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]""", "ns-gan + wgan-gp (lambda 0.1)")]
    public void Label_OfATechnique_ShowsWhatIsNotTheDefault(string technique, string label)
    {
        using var russian = new RussianNumbers();

        Assert.That(Known.Label(Plan.From(Spec(Json(techniques: $"[{technique}]")), Known)[0].Technique), Is.EqualTo(label));
    }

    [Test]
    public void Label_OfATechniqueThatIsNotKnown_ShowsEverything() =>
        Assert.That(Known.Label(new Choice("gone", 1, Parameters(("a", 1)))), Is.EqualTo("gone (a 1)"));

    // SHA-256 of this JSON, by Python's hashlib: {"dataset":{"name":"ring8","version":1,"parameters":{}},"technique":{"name":"wgan-gp","version":2,
    // "parameters":{"discriminator-steps":5,"lambda":0.1}},"profile":{"name":"points","version":3,"parameters":{"batch":128,"learning-rate":0.001}},
    // "seed":7,"generator-steps":10000,"evaluation":{"samples":2500,"checkpoints":10,"metrics":{"modes-at-share":1,"reverse-kl":4}},"training-version":5,"engine":"bittorch-1"}
    [Test]
    public void Id_OfARun_IsPinned()
    {
        using var russian = new RussianNumbers();

        Assert.That(Run.Id(), Is.EqualTo("ring8.wgan-gp.s7-5d3da3812402"));
    }

    // SHA-256 by Python's hashlib as above, with the technique {"name":"ns-gan+wgan-gp","version":1,"parameters":{},"parts":[
    // {"name":"ns-gan","version":1,"parameters":{}},{"name":"wgan-gp","version":2,"parameters":{"discriminator-steps":5,"lambda":0.1}}]}.
    [Test]
    public void Id_OfACombination_IsPinned() =>
        Assert.That((Run with { Technique = Combination }).Id(), Is.EqualTo("ring8.ns-gan+wgan-gp.s7-46f7c2f26eff"));

    [Test]
    public void Id_OfALongCombination_StillNamesAFile()
    {
        var many = Combination with { Name = string.Join('+', Enumerable.Repeat("minibatch-discrimination", 20)) };

        Assert.That((Run with { Technique = many }).Id().Length, Is.LessThan(150), "a file name may have 255 bytes");
        Assert.That((Run with { Technique = many }).Id(), Is.Not.EqualTo((Run with { Technique = many with { Name = many.Name + "2" } }).Id()));
    }

    [Test]
    public void Run_OfACombination_SurvivesAJsonRoundTrip()
    {
        var run = Run with { Technique = Combination };

        var copy = JsonSerializer.Deserialize<PlannedRun>(JsonSerializer.Serialize(run, RecordJson.Compact), RecordJson.Compact)!;

        Assert.That(copy.Id(), Is.EqualTo(run.Id()));
        Assert.That(copy.Technique.Parts!.Value.Select(part => part.Name), Is.EqualTo(new[] { "ns-gan", "wgan-gp" }));
    }

    [Test]
    public void Id_WhenAnyFieldChanges_Changes()
    {
        PlannedRun[] others =
        [
            Run with { Dataset = Run.Dataset with { Name = "ring9" } },
            Run with { Dataset = Run.Dataset with { Version = 2 } },
            Run with { Dataset = Run.Dataset with { Parameters = Parameters(("radius", 2)) } },
            Run with { Technique = Run.Technique with { Name = "wgan-lp" } },
            Run with { Technique = Run.Technique with { Version = 3 } },
            Run with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.SetItem("lambda", Math.BitIncrement(0.1)) } },
            Run with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.Remove("lambda") } },
            Run with { Technique = Combination },
            Run with { Technique = Combination with { Parts = [.. Combination.Parts!.Value.Reverse()] } },
            Run with { Technique = Combination with { Parts = [Combination.Parts!.Value[0], Combination.Parts!.Value[1] with { Version = 3 }] } },
            Run with { Profile = Run.Profile with { Name = "points-2" } },
            Run with { Profile = Run.Profile with { Version = 4 } },
            Run with { Profile = Run.Profile with { Parameters = Run.Profile.Parameters.SetItem("batch", 64) } },
            Run with { Seed = 8 },
            Run with { GeneratorSteps = 10001 },
            Run with { Evaluation = Run.Evaluation with { Samples = 2501 } },
            Run with { Evaluation = Run.Evaluation with { Checkpoints = 11 } },
            Run with { Evaluation = Run.Evaluation with { Metrics = Run.Evaluation.Metrics.SetItem("reverse-kl", 5) } },
            Run with { Evaluation = Run.Evaluation with { Judge = "digits-v1" } },
            Run with { TrainingVersion = 6 },
            Run with { Engine = "bittorch-2" },
        ];

        Assert.That(others.Select(run => run.Id()).Append(Run.Id()), Is.Unique);
    }

    [Test]
    public void Id_HoweverTheDictionariesWereBuilt_IsTheSame()
    {
        var backwards = ImmutableSortedDictionary.Create<string, double>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        var run = Run with { Technique = Run.Technique with { Parameters = backwards.AddRange(Run.Technique.Parameters) } };

        Assert.That(run.Technique.Parameters.Keys.First(), Is.EqualTo("lambda"));
        Assert.That(run.Id(), Is.EqualTo(Run.Id()));
    }

    private static Choice Combination => new("ns-gan+wgan-gp", 1, Parameters()) { Parts = [new Choice("ns-gan", 1, Parameters()), Run.Technique] };

    private static PlannedRun Run { get; } = new(
        new Choice("ring8", 1, Parameters()),
        new Choice("wgan-gp", 2, Parameters(("lambda", 0.1), ("discriminator-steps", 5))),
        new Choice("points", 3, Parameters(("learning-rate", 0.001), ("batch", 128))),
        Seed: 7,
        GeneratorSteps: 10000,
        new EvaluationProtocol(2500, 10, ImmutableSortedDictionary<string, int>.Empty.Add("modes-at-share", 1).Add("reverse-kl", 4)),
        TrainingVersion: 5,
        Engine: "bittorch-1");

    private static ImmutableSortedDictionary<string, double> Parameters(params (string Name, double Value)[] parameters) =>
        parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value);
}
