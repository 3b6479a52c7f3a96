using System.Text;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

/// <summary>Only datasets and techniques must be there; this is what everything else then is.</summary>
public class SpecDefaultsTest
{
    private const string Smallest = """{ "datasets": ["ring8", "mnist"], "techniques": ["ns-gan", ["ns-gan", "wgan-gp"]] }""";

    private static readonly Catalogue WithControls = Known with { Controls = [new Definition("oracle", 1, "Perfect.", null, [])] };

    [Test]
    public void Spec_OfDatasetsAndTechniquesAlone_HasTheDefaults()
    {
        var spec = Parse("experiments/my-experiment.json", Smallest).Spec!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.Name, Is.EqualTo("my-experiment"), "the file's name");
            Assert.That(spec.Question, Is.EqualTo("How many modes do ns-gan, ns-gan+wgan-gp keep on ring8, mnist?"));
            Assert.That(spec.Seeds, Is.EqualTo([0, 1, 2, 3, 4]));
            Assert.That(spec.GeneratorSteps, Is.EqualTo(10_000));
            Assert.That(spec.Evaluation, Is.EqualTo(new SpecEvaluation(2500, 10)));
            Assert.That(spec.Controls, Is.EqualTo(["oracle"]), "all that are known");
            Assert.That(spec.Settings, Is.EqualTo([SpecSettings.Silent]));
            Assert.That(spec.Datasets.Select(dataset => dataset.GeneratorSteps), Is.All.Null);
            Assert.That(spec.Datasets.Select(dataset => dataset.Samples), Is.All.Null);
            Assert.That(spec.Datasets.SelectMany(dataset => dataset.Settings), Is.All.EqualTo(SpecSettings.Silent));
            Assert.That(spec.Techniques.Select(technique => technique.On), Is.All.Null);
            Assert.That(spec.Techniques.Select(technique => technique.Settings), Is.All.EqualTo(SpecSettings.Silent));
        }
    }

    [Test]
    public void Plan_OfDatasetsAndTechniquesAlone_HasTheDefaultsOfTheCatalogue()
    {
        var run = Plan.From(Parse("experiments/my-experiment.json", Smallest).Spec!, WithControls)[0];
        var profile = Known.Profiles.Single(known => known.Name == Known.DefaultProfile["ring8"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Evaluation.Samples, Is.EqualTo(2500));
            Assert.That(run.Evaluation.Checkpoints, Is.EqualTo(10));
            Assert.That(run.Evaluation.Averages, Is.Empty);
            Assert.That(run.Training.Settings, Is.EqualTo(SettingLayers.Effective(profile.Values)));
            Assert.That((run.GeneratorSteps, run.Seed), Is.EqualTo((10_000, 0)));
            Assert.That((run.Training.Version, run.Training.Engine), Is.EqualTo((5, "bittorch-1")));
        }
    }

    [TestCase("{}", "datasets techniques")]
    [TestCase("""{ "datasets": ["ring8"] }""", "techniques")]
    [TestCase("""{ "techniques": ["ns-gan"] }""", "datasets")]
    public void Spec_WithoutDatasetsOrTechniques_IsToldWhichAreMissing(string json, string missing) => Assert.That(
        Read(json).Problems.Select(problem => problem.Message),
        Is.EqualTo(missing.Split(' ').Select(key => $"the key \"{key}\" is missing; it gives a list of {key}.")));

    [TestCase("My Experiment.json"), TestCase("-.json"), TestCase("ring.v2.json")]
    public void Spec_InAFileWhoseNameIsNoName_AsksForOne(string file) => Assert.That(
        Parse(file, Smallest).Problems.Single().Message, Does.Contain("give the experiment a \"name\""));

    private static SpecReading Parse(string file, string json) => SpecParser.Parse(file, Encoding.UTF8.GetBytes(json), WithControls);
}
