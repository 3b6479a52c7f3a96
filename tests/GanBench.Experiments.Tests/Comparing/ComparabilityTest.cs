using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Comparing;
using GanBench.Experiments.Plans;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Comparing;

public class ComparabilityTest
{
    private static readonly Catalogue Today = Known with { Controls = [new Definition("perfect-sampler", 1, "An example.", null, [])] };

    private static readonly PlannedRun Run = Planned("""["ring8"]""", """[{ "name": "wgan-gp", "lambda": 0.1 }]""");

    [TestCase("""["ring8"]""", """["ns-gan"]""")]
    [TestCase("""["ring8"]""", """[{ "name": "wgan-gp", "lambda": 0.1 }]""")]
    [TestCase("""["mnist"]""", """["ns-gan"]""")]
    [TestCase("""[{ "name": "ring8", "profile": "points" }]""", """[["ns-gan", { "name": "wgan-gp", "lambda": 3 }]]""")]
    public void Obstacles_OfARunThatIsPlannedHere_AreNone(string datasets, string techniques) =>
        Assert.That(Comparability.Obstacles(Planned(datasets, techniques), Today), Is.Empty);

    [Test]
    public void Obstacles_OfAControl_AreNone()
    {
        var control = GanBench.Experiments.Plans.Plan.From(Spec(Json()) with { Controls = ["perfect-sampler"] }, Today)[^1];

        Assert.That(control.Technique.Name, Is.EqualTo("perfect-sampler"));
        Assert.That(Comparability.Obstacles(control, Today), Is.Empty);
        Assert.That(
            Comparability.Obstacles(control with { Technique = control.Technique with { Version = 7 } }, Today),
            Is.EqualTo(new[] { "control perfect-sampler is version 1 here, 7 in the record" }));
    }

    private static IEnumerable<TestCaseData> Differing()
    {
        yield return Case("dataset ring8 is version 1 here, 9 in the record", Run with { Dataset = Run.Dataset with { Version = 9 } });
        yield return Case("technique wgan-gp is version 2 here, 1 in the record", Run with { Technique = Run.Technique with { Version = 1 } });
        yield return Case("network profile points is version 3 here, 2 in the record", Run with { Profile = Run.Profile with { Version = 2 } });
        yield return Case("the training loop is version 5 here, 4 in the record", Run with { TrainingVersion = 4 });
        yield return Case("the engine is bittorch-1 here, torchsharp-0.106.0 in the record", Run with { Engine = "torchsharp-0.106.0" });
        yield return Case("the judge is none here, digits-v1 in the record", Run with { Evaluation = Run.Evaluation with { Judge = "digits-v1" } });
        yield return Case("metric reverse-kl is version 4 here, 3 in the record", Metrics(Run.Evaluation.Metrics.SetItem("reverse-kl", 3)));
        yield return Case("the record lacks the metrics modes-captured, reverse-kl", Metrics(Run.Evaluation.Metrics.Remove("reverse-kl").Remove("modes-captured")));
        yield return Case("the metrics beauty are not measured here", Metrics(Run.Evaluation.Metrics.Add("beauty", 1)));
        yield return Case("there is no dataset ring9 here", Run with { Dataset = Run.Dataset with { Name = "ring9" } });
        yield return Case("there is no technique magic here", Run with { Technique = Run.Technique with { Name = "magic" } });
        yield return Case("there is no network profile huge here", Run with { Profile = Run.Profile with { Name = "huge" } });
        yield return Case("technique wgan-gp has no parameter momentum here", Run with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.Add("momentum", 1) } });
        yield return Case("technique wgan-gp has a parameter lambda here that the record does not know",
            Run with { Technique = Run.Technique with { Parameters = Run.Technique.Parameters.Remove("lambda") } });

        static TestCaseData Case(string expected, PlannedRun run) => new TestCaseData(expected, run).SetArgDisplayNames(expected);

        static PlannedRun Metrics(ImmutableSortedDictionary<string, int> metrics) => Run with { Evaluation = Run.Evaluation with { Metrics = metrics } };
    }

    [TestCaseSource(nameof(Differing))]
    public void Obstacles_OfAnotherDefinition_NameIt(string expected, PlannedRun run) =>
        Assert.That(Comparability.Obstacles(run, Today), Is.EqualTo(new[] { expected }));

    [Test]
    public void Obstacles_OfACombination_NameThePartThatChanged()
    {
        var run = Planned("""["ring8"]""", """[["ns-gan", "wgan-gp"]]""");
        var older = run with { Technique = run.Technique with { Parts = run.Technique.Parts!.Value.SetItem(1, run.Technique.Parts.Value[1] with { Version = 1 }) } };

        Assert.That(Comparability.Obstacles(older, Today), Is.EqualTo(new[] { "technique wgan-gp is version 2 here, 1 in the record" }));
    }

    private static PlannedRun Planned(string datasets, string techniques) =>
        GanBench.Experiments.Plans.Plan.From(Spec(Json(datasets: datasets, techniques: techniques)) with { Controls = [] }, Today)[0];
}
