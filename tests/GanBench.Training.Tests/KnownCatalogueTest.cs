using System.Text;
using GanBench.Experiments;
using GanBench.Records;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

public sealed class KnownCatalogueTest
{
    [TestCase("""["unrolled-1", "unrolled-5"]""", "unrolled-1 and unrolled-5 are the same technique; name it once.")]
    [TestCase("""["ns-gan", "wgan-gp"]""", "ns-gan changes nothing, so the others alone are the same game; leave it out.")]
    public void Combination_ThatMakesNoSense_IsAProblemOfTheSpec(string technique, string reason)
    {
        var problem = Read($"{technique}, [\"wgan-gp\", \"minibatch-discrimination\"]").Problems.Single();

        Assert.That(problem, Is.EqualTo(new SpecProblem("techniques[0]", reason)));
    }

    [Test]
    public void Combination_ThatMakesSense_IsTrainedLikeAnyOtherTechnique()
    {
        var run = Plan.From(Read("""["minibatch-discrimination", { "name": "wgan-gp", "lambda": 0.1, "discriminator-steps": 2 }]""").Spec!, KnownCatalogue.Default).Single();
        var technique = KnownTechniques.Create(run.Technique);

        var result = Cells.Train([run], null, default)[0].Result;

        Assert.Multiple(() =>
        {
            Assert.That(technique, Is.InstanceOf<Composition>());
            Assert.That(technique.AcrossTheBatch, Is.Not.Null, "of minibatch-discrimination");
            Assert.That(result.Outcome, Is.InstanceOf<RunOutcome.Completed>());
            Assert.That(result.DiscriminatorSteps, Is.EqualTo(2 * 4), "of wgan-gp");
            Assert.That(KnownCatalogue.Default.Label(run.Technique), Is.EqualTo("minibatch-discrimination + wgan-gp (discriminator-steps 2, lambda 0.1)"));
        });
    }

    // Of every technique alone there is nothing to refuse but that the baseline is no change.
    [TestCaseSource(nameof(Names))]
    public void Technique_Alone_IsRefusedOnlyAsTheBaseline(string name)
    {
        var definition = KnownCatalogue.Default.Techniques.Single(known => known.Name == name);

        var refusal = KnownCatalogue.Default.Refusal(Cells.Cell("ring8", definition.Name, 0).Technique);

        Assert.That(refusal is null, Is.EqualTo(name != "ns-gan"), refusal);
    }

    private static IEnumerable<string> Names => KnownCatalogue.Default.Techniques.Select(known => known.Name);

    private static SpecReading Read(string techniques) => SpecParser.Parse("test.json", Encoding.UTF8.GetBytes($$"""
        {
          "name": "test", "question": "?", "datasets": ["ring8"], "techniques": [{{techniques}}], "seeds": [0], "generator-steps": 4, "controls": false,
          "evaluation": { "samples": 50, "checkpoints": 2 }
        }
        """), KnownCatalogue.Default);
}
