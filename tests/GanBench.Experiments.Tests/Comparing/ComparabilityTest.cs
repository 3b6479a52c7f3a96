using GanBench.Definitions;
using GanBench.Experiments.Comparing;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Comparing;

public class ComparabilityTest
{
    private static readonly Catalogue Today = Known with { Controls = [new Definition("perfect-sampler", 1, "An example.", null, [])] };

    private static readonly PlannedRun Run = Planned("""["ring8"]""", """[{ "name": "wgan-gp", "lambda": 0.1 }]""");

    [TestCase("""["ring8"]""", """["ns-gan"]""")]
    [TestCase("""["ring8"]""", """[{ "name": "wgan-gp", "lambda": 0.1 }]""")]
    [TestCase("""["mnist"]""", """["ns-gan"]""")]
    [TestCase("""[{ "name": "ring8", "settings": { "profile": "points" } }]""", """[["ns-gan", { "name": "wgan-gp", "lambda": 3 }]]""")]
    public void Obstacles_OfARunThatIsPlannedHere_AreNone(string datasets, string techniques) =>
        Assert.That(Comparability.Obstacles(Planned(datasets, techniques), Today), Is.Empty);

    [Test]
    public void Obstacles_OfAControl_AreNone()
    {
        var control = Plan.From(Spec(Json()) with { Controls = ["perfect-sampler"] }, Today)[^1];

        Assert.That(control.Technique.Name, Is.EqualTo("perfect-sampler"));
        Assert.That(Comparability.Obstacles(control, Today), Is.Empty);
        Assert.That(
            Comparability.Obstacles(
                control with { Training = control.Training with { Technique = control.Technique with { Version = 7 } } }, Today),
            Is.EqualTo(new[] { "control perfect-sampler is version 1 here, 7 in the record" }));
    }

    private static IEnumerable<TestCaseData> Differing()
    {
        var training = Run.Training;
        yield return Case("dataset ring8 is version 1 here, 9 in the record", training with { Dataset = Run.Dataset with { Version = 9 } });
        yield return Case(
            "technique wgan-gp is version 2 here, 1 in the record", training with { Technique = Run.Technique with { Version = 1 } });
        yield return Case("the training loop is version 5 here, 4 in the record", training with { Version = 4 });
        yield return Case(
            "the engine is bittorch-1 here, torchsharp-0.106.0 in the record", training with { Engine = "torchsharp-0.106.0" });
        yield return Case("there is no dataset ring9 here", training with { Dataset = Run.Dataset with { Name = "ring9" } });
        yield return Case("there is no technique magic here", training with { Technique = Run.Technique with { Name = "magic" } });
        yield return Case(
            "there is no setting generator.beauty here", training with { Settings = training.Settings.SetItem("generator.beauty", 1) });
        yield return Case("the setting batch does not take 0 here", training with { Settings = training.Settings.SetItem("batch", 0) });
        yield return Case(
            "the setting generator.momentum means nothing beside the others here",
            training with { Settings = training.Settings.SetItem("generator.momentum", 0.9) });
        yield return Case(
            "there is a setting generator.beta1 here that the record does not know",
            training with { Settings = training.Settings.Remove("generator.beta1") });
        yield return Case(
            "technique wgan-gp has no parameter momentum here",
            training with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.Add("momentum", 1) } });
        yield return Case(
            "technique wgan-gp has a parameter lambda here that the record does not know",
            training with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.Remove("lambda") } });
        yield return Case(
            "technique wgan-gp does not take -1 for lambda here",
            training with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.SetItem("lambda", -1) } });

        static TestCaseData Case(string expected, PlannedTraining training) =>
            new TestCaseData(expected, Run with { Training = training }).SetArgDisplayNames(expected);
    }

    [TestCaseSource(nameof(Differing))]
    public void Obstacles_OfAnotherDefinition_NameIt(string expected, PlannedRun run) =>
        Assert.That(Comparability.Obstacles(run, Today), Is.EqualTo(new[] { expected }));

    [Test]
    public void Obstacles_OfACombination_NameThePartThatChanged()
    {
        var run = Planned("""["ring8"]""", """[["ns-gan", "wgan-gp"]]""");
        var parts = run.Technique.Parts!.Value;
        var technique = run.Technique with { Parts = parts.SetItem(1, parts[1] with { Version = 1 }) };
        var older = run with { Training = run.Training with { Technique = technique } };

        Assert.That(Comparability.Obstacles(older, Today), Is.EqualTo(new[] { "technique wgan-gp is version 2 here, 1 in the record" }));
    }

    private static PlannedRun Planned(string datasets, string techniques) =>
        Plan.From(Spec(Json(datasets: datasets, techniques: techniques)) with { Controls = [] }, Today)[0];
}
