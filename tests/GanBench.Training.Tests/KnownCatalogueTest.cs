using System.Text;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
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
        var run = Plan.From(
            Read("""["minibatch-discrimination", { "name": "wgan-gp", "lambda": 0.1 }]""").Spec!, Catalogues.BitTorch).Single();
        var technique = KnownTechniques.Create(run.Technique);

        var result = Cells.Train([run], null, default)[0].Result;

        Assert.Multiple(() =>
        {
            Assert.That(technique, Is.InstanceOf<Composition>());
            Assert.That(technique.Rules.AcrossTheBatch, Is.Not.Null, "of minibatch-discrimination");
            Assert.That(result.Outcome, Is.InstanceOf<RunOutcome.Completed>());
            Assert.That(result.DiscriminatorSteps, Is.EqualTo(5 * 4), "of wgan-gp");
            Assert.That(Catalogues.BitTorch.Label(run.Technique), Is.EqualTo("minibatch-discrimination + wgan-gp (lambda 0.1)"));
        });
    }

    // Of every technique alone there is nothing to refuse but that the baseline is no change.
    [TestCaseSource(nameof(Names))]
    public void Technique_Alone_IsRefusedOnlyAsTheBaseline(string name)
    {
        var definition = Catalogues.BitTorch.Techniques.Single(known => known.Name == name);

        var refusal = Catalogues.BitTorch.Refusal(Cells.Cell("ring8", definition.Name, 0).Technique);

        Assert.That(refusal is null, Is.EqualTo(name != "ns-gan"), refusal);
    }

    // Three channels make no difference to what can be played: what is refused on stacked digits is refused on single ones, in a sentence.
    [TestCase("images-mlp256")]
    [TestCase("images-dcgan")]
    public void StackedDigits_TakeEveryTechniqueThatSingleDigitsTake(string profile)
    {
        foreach (var name in Names)
        {
            string?[] reasons = [.. new[] { "glyphs", "stacked-glyphs", "stacked-mnist" }.Select(
                dataset => Reason(Cells.Cell(dataset, name, 0, profile: profile)))];

            Assert.That(
                reasons.Select(reason => reason is null).Distinct().Count(), Is.EqualTo(1), $"{name}: {string.Join("; ", reasons)}");
            Assert.That(reasons[0], Is.Null.Or.Matches(@"^.{20,}"), name);
        }

        static string? Reason(PlannedRun run) => Catalogues.BitTorch.Misfit(run.Training);
    }

    // What a spec chooses reaches the plan, and the dataset is made of it; what it may not choose is named.
    [Test]
    public void Weights_OfTheImbalancedRing_AreChosenInTheSpec()
    {
        const string Technique = "\"ns-gan\"";
        var run = Plan.From(
            Read(Technique, """{ "name": "ring8-imbalanced", "weights": [7, 7, 7, 7, 1, 1, 1, 1] }""").Spec!, Catalogues.BitTorch)[0];

        Assert.That(Datasets.KnownDatasets.Create(run.Dataset).ModeWeights[0], Is.EqualTo(7 / 32.0));
        Assert.That(
            Read(Technique, """{ "name": "ring8-imbalanced", "weights": [0, 7, 7, 7, 1, 1, 1, 1] }""").Problems.Single().ToString(),
            Does.Contain("weights[0]").And.Contain("from 1 to 14"));
    }

    private static IEnumerable<string> Names => Catalogues.BitTorch.Techniques.Select(known => known.Name);

    private static SpecReading Read(string techniques, string dataset = "\"ring8\"") =>
        SpecParser.Parse("test.json", Encoding.UTF8.GetBytes($$"""
        {
          "name": "test", "question": "?", "datasets": [{{dataset}}], "techniques": [{{techniques}}], "seeds": [0], "generator-steps": 4,
          "controls": false,
          "evaluation": { "samples": 50, "checkpoints": 2 }
        }
        """), Catalogues.BitTorch);
}
