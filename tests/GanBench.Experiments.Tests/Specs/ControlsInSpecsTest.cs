using System.Collections.Immutable;
using System.Text;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;

namespace GanBench.Experiments.Tests.Specs;

[TestFixture]
public sealed class ControlsInSpecsTest
{
    // Of two controls, "circle" can be drawn on the ring alone; of the metrics, reverse-kl means nothing on mnist.
    private static readonly Catalogue Known = Example.Known with
    {
        Controls = [new Definition("oracle", 1, "Perfect.", null, []), new Definition("circle", 2, "Round.", null, [])],
        ControlApplies = (dataset, control) => control != "circle" || dataset.Name == "ring8",
        MetricApplies = (dataset, metric) => metric != "reverse-kl" || dataset.Name != "mnist",
    };

    [Test]
    public void Plan_OfASpecThatSaysNothing_HasEveryControlThatAppliesBehindTheTechniques()
    {
        var plan = Planned(datasets: "[\"ring8\", \"grid25\"]", seeds: "[4, 5]");

        Assert.That(
            plan.Select(run => $"{run.Dataset.Name} {run.Technique.Name} {run.Seed}"),
            Is.EqualTo((string[])
            [
                "ring8 ns-gan 4", "ring8 ns-gan 5", "ring8 oracle 4", "ring8 oracle 5", "ring8 circle 4", "ring8 circle 5",
                "grid25 ns-gan 4", "grid25 ns-gan 5", "grid25 oracle 4", "grid25 oracle 5",
            ]));
    }

    [Test]
    public void Plan_OfAControl_HasNothingOfTraining()
    {
        var control = Planned().Single(run => run.Technique.Name == "oracle");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(control.Training.Settings, Is.Empty);
            Assert.That((control.GeneratorSteps, control.Evaluation.Checkpoints, control.Training.Version), Is.EqualTo((0, 0, 0)));
            Assert.That(control.Id(), Is.EqualTo(Planned(steps: "777").Single(run => run.Technique.Name == "oracle").Id()));
            Assert.That(Known.IsControl(control.Technique), Is.True);
            Assert.That(Known.IsControl(Planned()[0].Technique), Is.False);
        }
    }

    [TestCase("false", "ns-gan")]
    [TestCase("true", "ns-gan oracle circle")]
    [TestCase("[\"circle\"]", "ns-gan circle")]
    public void Controls_AreThoseThatTheSpecNames(string written, string techniques) =>
        Assert.That(string.Join(' ', Planned(controls: written).Select(run => run.Technique.Name)), Is.EqualTo(techniques));

    [TestCase(
        "\"circle\"",
        "controls: \"circle\" is not allowed; write true for all controls, false for none, or a list of names. Known: oracle, circle.")]
    [TestCase("[\"circel\"]", "controls[0]: unknown control \"circel\". Did you mean \"circle\"? Known: oracle, circle.")]
    [TestCase("[\"circle\", \"circle\"]", "controls[1]: the control \"circle\" appears twice; each control may appear once.")]
    public void Controls_WrittenWrong_AreExplained(string written, string problem) =>
        Assert.That(Read(Json(controls: written)).Describe(), Does.Contain(problem));

    [Test]
    public void Samples_OfADataset_OverrideThoseOfTheExperiment()
    {
        var plan = Planned(datasets: "[\"ring8\", { \"name\": \"mnist\", \"samples\": 26000 }]");

        Assert.That(plan.Where(run => run.Dataset.Name == "mnist").Select(run => run.Evaluation.Samples), Is.All.EqualTo(26000));
        Assert.That(
            plan.Where(run => run.Dataset.Name == "ring8").Select(run => run.Evaluation.Samples),
            Is.All.EqualTo(new SpecEvaluation().Samples));
    }

    [Test]
    public void Metrics_OfACell_AreThoseThatMeanSomethingOnItsDataset()
    {
        var plan = Planned(datasets: "[\"ring8\", \"mnist\"]");

        Assert.That(Known.MetricsOf(plan.First(run => run.Dataset.Name == "mnist").Dataset).Keys, Has.None.EqualTo("reverse-kl"));
        Assert.That(Known.MetricsOf(plan.First(run => run.Dataset.Name == "ring8").Dataset).Keys, Has.One.EqualTo("reverse-kl"));
    }

    private static ImmutableArray<PlannedRun> Planned(
        string datasets = "[\"ring8\"]", string seeds = "[0]", string steps = "100", string? controls = null)
    {
        var reading = Read(Json(datasets, seeds, steps, controls));
        Assert.That(reading.Problems, Is.Empty);
        return Plan.From(reading.Spec!, Known);
    }

    private static string Json(string datasets = "[\"ring8\"]", string seeds = "[0]", string steps = "100", string? controls = null)
    {
        var json = Example.Json(datasets: datasets, seeds: seeds, steps: steps);
        return controls is null ? json : json.Insert(json.LastIndexOf('}'), $", \"controls\": {controls}");
    }

    private static SpecReading Read(string json) => SpecParser.Parse("experiments/example.json", Encoding.UTF8.GetBytes(json), Known);
}
