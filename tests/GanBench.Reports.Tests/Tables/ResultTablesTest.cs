using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;
using GanBench.Reports.Tests.Summaries;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Reports.Tests.Tables;

public class ResultTablesTest
{
    private static readonly Summary Example = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue);

    [Test]
    public void Main_OfTheExample_PutsControlsLastAndApart()
    {
        var table = ResultTables.Main(Example.Datasets[0]);

        Assert.That(table.Rows.Select(row => row[0]), Is.EqualTo(new[] { "ns-gan", "wgan-gp (lambda 0.1)", "control: perfect-sampler" }));
        Assert.That(table.Controls, Is.EqualTo(1));
        Assert.That(Under(table, "p (Holm)"), Is.EqualTo(new[] { "\u2013", "too few seeds", "\u2013" }));
        Assert.That(Under(table, "P(better)"), Is.EqualTo(new[] { "baseline", "0.667 [0, 1]", "\u2013" }));
    }

    [Test]
    public void AllMetrics_HasWhatTheDatasetHasAndNothingElse()
    {
        Assert.That(ResultTables.AllMetrics(Example.Datasets[0])!.Columns, Does.Contain("overlap").And.Not.Contain("Fréchet"));
        Assert.That(
            ResultTables.Main(Example.Datasets[1]).Columns, Does.Contain("Fréchet"), "of the images' metrics one stands in the main table");
        Assert.That(ResultTables.AllMetrics(Summed(["ns-gan"], 3).Datasets[0]), Is.Null, "the main table has them all");
    }

    // A technique with a long name, a score with an interval, a diverged run: what a terminal must hold.
    [Test]
    public void Brief_OfTheExample_IsNarrow()
    {
        var table = ResultTables.Brief(Example.Datasets[0]);

        Assert.That(
            table.Columns, Is.EqualTo(new[] { "technique", "modes at share", "quality", "P(better)", "p (Holm)", "steps/s", "seeds" }));
        Assert.That(
            table.Columns.Select((heading, i) => table.Rows.Select(row => row[i].Length).Append(heading.Length).Max() + 3).Sum(),
            Is.LessThanOrEqualTo(100));
    }

    // 3 against 3 cannot go below 0.1, 4 against 4 not below 2/70, 5 against 5 not below 2/252; twice that for two comparisons.
    [TestCase(3, "Too few seeds to decide: the smallest p that can come out is 0.100, and 0.200 after Holm's correction for 2 "
        + "comparisons. No difference in this table is established, however large it looks.")]
    [TestCase(4, "Too few seeds to decide: the smallest p that can come out is 0.0286, and 0.0571 after Holm's correction for 2 "
        + "comparisons. No difference in this table is established, however large it looks.")]
    public void Main_OfTooFewSeeds_SaysThatNothingIsDecided(int seeds, string footnote)
    {
        var table = ResultTables.Main(Summed(["ns-gan", "wgan-gp", "minibatch-discrimination"], seeds).Datasets[0]);

        Assert.That(table.Footnotes, Does.Contain(footnote));
        Assert.That(Under(table, "p (Holm)").Skip(1), Is.All.EqualTo("too few seeds"));
    }

    [Test]
    public void Main_OfEnoughSeeds_GivesP()
    {
        var table = ResultTables.Main(Summed(["ns-gan", "wgan-gp", "minibatch-discrimination"], 5).Datasets[0]);

        Assert.That(Under(table, "p (Holm)"), Is.EqualTo(new[] { "\u2013", "0.0159", "0.0159" }), "2 · 2/252");
        Assert.That(table.Footnotes, Has.None.Contain("Too few").And.None.Contain("hardly"));
    }

    // 2 against 2 cannot go below 2/6; after the correction for four comparisons nothing is left of it.
    [Test]
    public void Main_OfFewSeedsAndManyTechniques_TellsTheSmallestPAsItIs()
    {
        const string Techniques = """
            ["ns-gan", "wgan-gp", "minibatch-discrimination", { "name": "wgan-gp", "lambda": 1 }, { "name": "wgan-gp", "lambda": 2 }]
            """;
        var plan = Plan.From(Spec(Json(techniques: Techniques, seeds: "[0, 1]")), Known);
        var records = plan.Aggregate(
            RecordSet.Empty, (set, run) =>
                set.With(RunRecord.Of(run, Completed(Evaluation(100, [1, 1], ("modes-at-share", 1))), Cost(), Host)));

        Assert.That(ResultTables.Main(Summary.From(plan, records, Known).Datasets[0]).Footnotes, Has.Some.StartsWith(
            "Too few seeds to decide: the smallest p that can come out is 0.333, and 1 after Holm's correction for 4 comparisons."));
    }

    // Ten seeds were planned and two are there: it is those two that count.
    [Test]
    public void Main_OfSeedsThatWereNotRun_CountsThoseThatWere()
    {
        var plan = Plan.From(Spec(Json(techniques: """["ns-gan", "wgan-gp"]""", seeds: "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]")), Known);
        var done = plan.Where(run => run.Seed < 2).Aggregate(RecordSet.Empty, (set, run) => set.With(RunRecord.Of(
            run, Completed(Evaluation(100, [1, 1], ("modes-at-share", 1))), Cost(), Host)));

        var table = ResultTables.Main(Summary.From(plan, done, Known).Datasets[0]);

        Assert.That(table.Footnotes, Has.Some.StartsWith("Too few seeds to decide: the smallest p that can come out is 0.333.")
            .And.Some.StartsWith("The interval of 2 seeds is hardly more than their range"));
    }

    [Test]
    public void Main_OfOneTechnique_ComparesNothing()
    {
        var table = ResultTables.Main(Summed(["wgan-gp"], 1).Datasets[0]);

        Assert.That(table.Columns, Does.Not.Contain("P(better)").And.Contain("modes at share"), "and one seed has no interval");
        Assert.That(table.Footnotes, Does.Contain("One seed says nothing about another one: a score without an interval is a single run."));
    }

    [Test]
    public void Pooled_OfTwoDatasets_HasARowForEachTechnique()
    {
        var table = ResultTables.Pooled(Summed(["ns-gan", "wgan-gp"], 3, """["ring8", "grid25"]"""))!;

        Assert.That(table.Title, Is.EqualTo("All datasets together: ring8, grid25"));
        Assert.That(table.Columns, Is.EqualTo(new[] { "technique", "share of modes kept [95 %]", "P(better than ns-gan) [95 %]", "runs" }));
        Assert.That(table.Rows, Is.EqualTo(
            new ImmutableArray<string>[] { ["ns-gan", "0.500 [0.500, 0.500]", "\u2013", "6"], ["wgan-gp", "1 [1, 1]", "1 [1, 1]", "6"] }));
        Assert.That(ResultTables.Pooled(Example), Is.Null, "one dataset was measured");
    }

    private static IEnumerable<string> Under(ResultTable table, string heading) =>
        table.Rows.Select(row => row[table.Columns.IndexOf(heading)]);

    /// <summary>Completed runs of 2 modes: ns-gan keeps one of them, the others both.</summary>
    private static Summary Summed(string[] techniques, int seeds, string datasets = """["ring8"]""")
    {
        var plan = Plan.From(
            Spec(Json(
                datasets: datasets, techniques: JsonSerializer.Serialize(techniques),
                seeds: JsonSerializer.Serialize(Enumerable.Range(0, seeds)))), Known);
        return Summary.From(plan, plan.Aggregate(RecordSet.Empty, (set, run) => set.With(RunRecord.Of(
            run, Completed(Evaluation(100, [1, 1], ("modes-at-share", run.Technique.Name == "ns-gan" ? 1 : 2))), Cost(), Host))), Known);
    }
}
