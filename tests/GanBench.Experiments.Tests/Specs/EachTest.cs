using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

/// <summary>Values that are tried one after the other.</summary>
public class EachTest
{
    [Test]
    public void Each_OfThreeValuesAndTwoSeeds_MakesSixRuns()
    {
        var plan = Planned("""
            { "datasets": ["ring8"], "seeds": [4, 5], "techniques": [{ "name": "wgan-gp", "lambda": { "each": [0.1, 1, 10] } }] }
            """);

        Assert.That(plan.Select(run => $"{run.Technique.Parameters["lambda"]} {run.Seed}"), Is.EqualTo(
            ["0.1 4", "0.1 5", "1 4", "1 5", "10 4", "10 5"]));
        Assert.That(plan.Select(run => run.Id()), Is.Unique);
        Assert.That(plan.Select(run => run.Training.Id()), Is.Unique);
    }

    // The spec's values change slowest, then the dataset's, the technique's parameters, and its settings.
    [Test]
    public void Each_AtSeveralPlaces_MakesAGrid()
    {
        var plan = Planned("""
            {
              "settings": { "batch": { "each": [8, 16] } },
              "datasets": [{ "name": "ring8", "settings": { "latent": { "each": [1, 2] } } }],
              "techniques": [
                { "name": "wgan-gp", "critics": { "each": [1, 5] }, "settings": { "generator": { "rate": { "each": [0.1, 0.2] } } } }
              ],
              "seeds": [0]
            }
            """);

        Assert.That(plan.Select(Told), Is.EqualTo(
            from batch in (int[])[8, 16]
            from latent in (int[])[1, 2]
            from critics in (int[])[1, 5]
            from rate in (double[])[0.1, 0.2]
            select $"{batch} {latent} {critics} {rate}"));
        Assert.That(plan.Select(run => run.Id()), Is.Unique);

        static string Told(PlannedRun run) =>
            $"{run.Training.Settings["batch"]} {run.Training.Settings["latent"]} {run.Technique.Parameters["critics"]} " +
            run.Training.Settings["generator.rate"];
    }

    [Test]
    public void Each_OfLists_TriesWholeLists()
    {
        var plan = Planned("""
            { "datasets": ["ring8"], "techniques": ["ns-gan"], "seeds": [0], "settings": { "widths": { "each": [[8], [8, 8]] } } }
            """);

        Assert.That(plan.Select(run => run.Training.Settings["generator.widths"].ToString()), Is.EqualTo(["[8]", "[8, 8]"]));
    }

    [Test]
    public void Each_InACombination_IsAGridOfItsParts()
    {
        var plan = Planned("""
            {
              "datasets": ["ring8"], "seeds": [0],
              "techniques": [{
                "all-of": ["ns-gan", { "name": "wgan-gp", "lambda": { "each": [1, 2] }, "critics": { "each": [3, 4] } }],
                "settings": { "rate": { "each": [0.1, 0.2] } }
              }]
            }
            """);

        Assert.That(plan, Has.Length.EqualTo(8));
        Assert.That(plan.Select(run => run.Id()), Is.Unique);
        Assert.That(plan.Select(run => run.Technique.Name).Distinct(), Is.EqualTo(["ns-gan+wgan-gp"]));
    }

    [Test]
    public void Each_OnOneOfSeveralDatasets_LeavesTheOthersAlone()
    {
        var plan = Planned("""
            {
              "datasets": ["grid25", { "name": "ring8", "settings": { "batch": { "each": [8, 16, 32] } } }],
              "techniques": ["ns-gan"], "seeds": "0-1"
            }
            """);

        Assert.That(plan.CountBy(run => run.Dataset.Name), Is.EqualTo((KeyValuePair<string, int>[])[new("grid25", 2), new("ring8", 6)]));
    }

    // Numbers and the word for none are values of one setting.
    [Test]
    public void Each_OfNumbersAndWords_IsAllowedWhereTheSettingTakesBoth() => Assert.That(
        Planned("""
            {
              "datasets": ["ring8"], "techniques": ["ns-gan"], "seeds": [0],
              "settings": { "training-samples": { "each": ["fresh", 100] } }
            }
            """),
        Has.Length.EqualTo(2));

    private static ImmutableArray<PlannedRun> Planned(string json) => Plan.From(Spec(json), Known);
}
