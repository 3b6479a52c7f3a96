using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Records;
using GanBench.Reports.Summaries;
using GanBench.Statistics;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Reports.Tests.Summaries;

public class SummaryTest
{
    private static readonly Summary Summary = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue);

    [Test]
    public void From_APlan_KeepsEveryCellInItsOrder() =>
        Assert.That(Summary.Cells.Select(cell => cell.Run.Id()), Is.EqualTo(ExampleRecords.Plan.Select(run => run.Id())));

    [Test]
    public void From_CompletedSeeds_SumsUpTheirLastEvaluation()
    {
        var technique = Summary.Datasets[0].Techniques[0];

        Assert.That(technique.Technique, Is.EqualTo("ns-gan"));
        Assert.That(technique.Metrics["modes-at-share"].Spread, Is.EqualTo(new SeedSpread(2, 1, 3, 3, 3)));
        Assert.That(technique.Metrics["modes-at-share"].Interval, Is.EqualTo(new Interval(1, 3)), "of three seeds, their range");
        Assert.That(technique.Metrics["reverse-kl"].Spread, Has.Property("Defined").EqualTo(2).And.Property("Seeds").EqualTo(3));
        Assert.That(technique.GeneratorStepsPerSecond, Is.EqualTo(1050));
        Assert.That(technique.SamplesPerSecond, Is.EqualTo(1050 * 128));
        Assert.That(technique.PeakMemoryBytes, Is.EqualTo(1100L << 20));
        Assert.That(technique.OperationsPerGeneratorStep, Is.EqualTo(52_822_016), "5,282,201,600 in 100 steps");
    }

    // Two runs keep all 8 modes, the third diverged: no metric shows it as a value, whatever its range and direction.
    [Test]
    public void From_ADivergedSeed_HasNothingToShowInAnyMetric()
    {
        var technique = Summary.Datasets[0].Techniques[1];

        Assert.That(technique.Technique, Is.EqualTo("wgan-gp (lambda 0.1)"));
        Assert.That((technique.Count(CellState.Completed), technique.Count(CellState.Diverged)), Is.EqualTo((2, 1)));
        Assert.That(technique.Metrics["modes-at-share"].Spread, Is.EqualTo(new SeedSpread(8, 8, 8, 2, 3)));
        Assert.That(technique.Metrics["modes-at-share"].Seeds, Is.EqualTo(
            new SeedScore[] { new(0, CellState.Completed, 8), new(1, CellState.Completed, 8), new(2, CellState.Diverged, double.NaN) }));
        Assert.That(
            technique.Metrics.Values.Select(metric => metric.Seeds[2].Value), Is.All.NaN, "not what was measured before it diverged");
        Assert.That(technique.Metrics["reverse-kl"].Spread, Is.EqualTo(new SeedSpread(0.0007, 0, 0.0014, 2, 3)));
        Assert.That(technique.GeneratorStepsPerSecond, Is.EqualTo((400.5 + 300) / 2), "a cost that was cut short is none");
        Assert.That(technique.OperationsPerGeneratorStep, Is.NaN, "not counted");
        Assert.That(technique.Cells[2].Detail, Is.EqualTo("discriminator loss was not finite after generator step 12"));
    }

    // 8, 8 and 0 against 1, 2 and 3: six of nine pairs won. Of the 20 ways to choose three of the values 0, 1, 2, 3, 8, 8 six have U >= 6:
    // both 8s with any other (6 to 9), and either 8 with 2 and 3 (2 + 2 + 2.5). So p is 12/20.
    [Test]
    public void Comparison_OfADivergedSeed_RanksItLast()
    {
        var comparison = Summary.Datasets[0].Techniques[1].Metrics["modes-at-share"].Comparison!;

        Assert.That(comparison.Baseline, Is.EqualTo("ns-gan"));
        Assert.That((comparison.Improvement, comparison.Test.U), Is.EqualTo((6 / 9.0, 6.0)));
        Assert.That(comparison.Test.P, Is.EqualTo(0.6).Within(1e-15));
        Assert.That((comparison.Comparisons, comparison.CorrectedP), Is.EqualTo((1, comparison.Test.P)));
        Assert.That((comparison.SmallestCorrectedP, comparison.CanDecide), Is.EqualTo((0.1, false)));
    }

    // Less is better: 0 and 0.0014 are below both defined values of the baseline, and the undefined ones tie at the end: 2 · 3 won, of the
    // last pairs 2 lost and 1 tied.
    [Test]
    public void Comparison_OfUndefinedScores_RanksThemLastOnBothSides() =>
        Assert.That(Summary.Datasets[0].Techniques[1].Metrics["reverse-kl"].Comparison!.Test.U, Is.EqualTo(6.5));

    [Test]
    public void Comparison_OfTheBaselineAndOfControls_IsNotMade()
    {
        Assert.That(Summary.Datasets[0].Baseline!.Technique, Is.EqualTo("ns-gan"));
        Assert.That(Summary.Datasets[0].Techniques[0].Metrics["modes-at-share"].Comparison, Is.Null);
        Assert.That(Summary.Datasets[0].Techniques[2], Has.Property("IsControl").True.And.Property("Technique").EqualTo("perfect-sampler"));
        Assert.That(Summary.Datasets[0].Techniques[2].Metrics.Values.Select(metric => metric.Comparison), Is.All.Null);
        Assert.That(Summary.Datasets[0].Techniques[2].Metrics["modes-at-share"].Spread.InterquartileMean, Is.EqualTo(8));
    }

    [TestCase("""["wgan-gp", "ns-gan"]""", "ns-gan"), TestCase("""["minibatch-discrimination", "wgan-gp"]""", "minibatch-discrimination")]
    public void Baseline_IsNsGanOrElseTheFirst(string techniques, string baseline)
    {
        var plan = GanBench.Experiments.Specs.Plan.From(
            Read(Json(techniques: techniques), ExampleRecords.Catalogue).Spec!, ExampleRecords.Catalogue);

        Assert.That(Summary.From(plan, RecordSet.Empty, ExampleRecords.Catalogue).Datasets[0].Baseline!.Technique, Is.EqualTo(baseline));
    }

    // Five seeds against five, wholly above: 2/252 for each of three techniques, times three after Holm's correction.
    [Test]
    public void Comparison_OfFiveSeedsAndThreeTechniques_IsCorrectedForAll()
    {
        var summary = Summed(
            ["ns-gan", "wgan-gp", "minibatch-discrimination", """{ "name": "wgan-gp", "lambda": 1 }"""], seeds: 5, (technique, seed) =>
                technique.Name == "ns-gan" ? seed : 10 + seed);

        var comparisons = summary.Datasets[0].Techniques
            .Select(technique => technique.Metrics["modes-at-share"].Comparison)
            .OfType<BaselineComparison>()
            .ToList();

        Assert.That(comparisons.Select(comparison => comparison.Test.P), Is.All.EqualTo(2 / 252.0));
        Assert.That(comparisons.Select(comparison => comparison.CorrectedP), Is.All.EqualTo(3 * (2 / 252.0)));
        Assert.That(comparisons.Select(comparison => comparison.CanDecide), Is.EqualTo(new[] { true, true, true }));
        Assert.That(comparisons.Select(comparison => comparison.ImprovementInterval), Is.All.EqualTo(new Interval(1, 1)));
    }

    [Test]
    public void Metrics_OfADataset_AreThoseThatItsCellsHave()
    {
        Assert.That(Summary.Datasets[0].Metrics, Does.Not.Contain("frechet").And.Contain("overlap"));
        Assert.That(Summary.Datasets[1].Metrics, Does.Contain("frechet"));
        Assert.That(Summary.Datasets[0].Techniques[0].Metrics.Keys, Is.EquivalentTo(Summary.Datasets[0].Metrics));
    }

    [Test]
    public void From_SkippedFailedDamagedAndMissingCells_SaysSo()
    {
        var cells = Summary.Datasets[1].Cells.ToList();

        Assert.That(
            cells.Select(cell => cell.StateName), Is.EqualTo(new[] { "skipped", "skipped", "failed", "damaged", "not run", "not run" }));
        Assert.That(cells[0].Detail, Is.EqualTo("MNIST is not here. Set GANBENCH_DATA."));
        Assert.That(Summary.Datasets[1].ModeCount, Is.Null);
        Assert.That(Summary.Datasets[1].Techniques[0].GeneratorStepsPerSecond, Is.NaN);
    }

    // Seed 1 was killed twice: what the machine did is no score of the technique.
    [Test]
    public void From_ASeedLostToTheMachine_HasNoScoreAndIsMarked()
    {
        var lost = RunRecord.Of(
            ExampleRecords.Plan[1], RunResult.Without(new RunOutcome.Failed("It was killed.", Lost: true)), null, Host);

        var technique = Summary.From(ExampleRecords.Plan, ExampleRecords.Records.With(lost), ExampleRecords.Catalogue)
            .Datasets[0].Techniques[0];

        Assert.That(technique.Cells[1].StateName, Is.EqualTo("lost"));
        Assert.That(technique.Metrics["modes-at-share"].Seeds.Select(seed => seed.Seed), Is.EqualTo(new[] { 0, 2 }));
    }

    [Test]
    public void From_AFailedSeed_CountsWhatWasSkippedDoesNot()
    {
        var (failed, missing) = (Summary.Datasets[1].Techniques[0], Summary.Datasets[1].Techniques[1]);

        Assert.That(failed.Metrics["modes-at-share"].Seeds, Is.EqualTo(new SeedScore[] { new(2, CellState.Failed, double.NaN) }));
        Assert.That(failed.Metrics["modes-at-share"].Interval, Is.EqualTo(Interval.None), "one seed has no interval");
        Assert.That(failed.Metrics["frechet"].Spread, Has.Property("Defined").Zero.And.Property("Seeds").EqualTo(1));
        Assert.That(missing.Metrics["modes-at-share"].Seeds, Is.Empty, "damaged and not run");
        Assert.That(missing.Metrics["modes-at-share"].Comparison, Is.Null);
    }

    // Of 8 modes: 1, 2 and 3 have the mean 2/8; 8, 8 and nothing to show have 8/8. MNIST was never measured, so it is not pooled.
    [Test]
    public void Pooled_OfOneMeasuredDataset_IsTheShareOfItsModes()
    {
        Assert.That(Summary.Pooled.Datasets, Is.EqualTo(new[] { "ring8" }));
        Assert.That(
            Summary.Pooled.Techniques.Select(technique => technique.Technique), Is.EqualTo(new[] { "ns-gan", "wgan-gp" }), "no control");
        Assert.That(Summary.Pooled.Techniques.Select(technique => technique.Score), Is.EqualTo(new[] { 0.25, 1.0 }).Within(1e-15));
        Assert.That(Summary.Pooled.Techniques.Select(technique => technique.Improvement), Is.EqualTo(new[] { double.NaN, 6 / 9.0 }));
    }

    // On the ring wgan-gp always keeps all modes and ns-gan none, on the grid it is the other way round. Half of all runs of either keep
    // everything.
    [Test]
    public void Pooled_OverTwoDatasets_ResamplesEachAndCountsThemAlike()
    {
        var summary = Summed(
            ["ns-gan", "wgan-gp"], seeds: 4, (run, seed) => run.Name == "ns-gan" ? 0 : 2, (run, seed) => run.Name == "ns-gan" ? 2 : 0);

        var pooled = summary.Pooled.Techniques[1];

        Assert.That(summary.Pooled.Datasets, Is.EqualTo(new[] { "ring8", "grid25" }));
        Assert.That((pooled.Score, pooled.Interval, pooled.Runs), Is.EqualTo((0.5, new Interval(0.5, 0.5), 8)));
        Assert.That((pooled.Improvement, pooled.ImprovementInterval), Is.EqualTo((0.5, new Interval(0.5, 0.5))));
        Assert.That(pooled.Profile.Select(point => point.Share), Is.EqualTo((double[])[1, .. Enumerable.Repeat(0.5, 100)]));
    }

    [Test]
    public void Pooled_OfTechniquesOnOtherDatasets_LeavesThemOutAndSaysSo()
    {
        var summary = Summed(
            [
                "ns-gan",
                """{ "name": "wgan-gp", "lambda": 0.1, "on": ["ring8"] }""",
                """{ "name": "wgan-gp", "on": ["grid25"] }""",
                """{ "name": "minibatch-discrimination", "on": ["ring8"] }""",
            ],
            seeds: 2, (_, _) => 1, (_, _) => 1);

        Assert.That(
            summary.Pooled.Techniques.Select(technique => technique.Technique), Is.EqualTo(new[] { "ns-gan", "wgan-gp" }),
            "one technique, whatever its parameters");
        Assert.That(summary.Pooled.LeftOut, Is.EqualTo(new[] { "minibatch-discrimination" }));
    }

    [Test]
    public void Pooled_OfVariantsOfATechnique_KeepsThemApart()
    {
        var summary = Summed(["ns-gan", "wgan-gp", """{ "name": "wgan-gp", "lambda": 1 }"""], seeds: 2, (_, _) => 1, (_, _) => 1);

        Assert.That(
            summary.Pooled.Techniques.Select(technique => technique.Technique),
            Is.EqualTo(new[] { "ns-gan", "wgan-gp", "wgan-gp (lambda 1)" }));
    }

    [Test]
    public void From_TheSameRecords_HasTheSameIntervals()
    {
        var again = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue);

        Assert.That(CsvTables.Statistics(again) + CsvTables.Pooled(again) + CsvTables.Profiles(again),
            Is.EqualTo(CsvTables.Statistics(Summary) + CsvTables.Pooled(Summary) + CsvTables.Profiles(Summary)));
    }

    [Test]
    public void ModeCount_OfAMeasuredDataset_IsThatOfItsEvaluations() => Assert.That(Summary.Datasets[0].ModeCount, Is.EqualTo(8));

    /// <summary>
    /// Completed runs with the given modes at share of 2, on the ring and, where there is a second function, on the grid.
    /// </summary>
    private static Summary Summed(string[] techniques, int seeds, params Func<Choice, int, double>[] modes)
    {
        string[] names = ["ring8", "grid25"];
        var quoted = techniques.Select(technique => technique.StartsWith('{') ? technique : $"\"{technique}\"");
        var spec = Spec(Json(
            datasets: JsonSerializer.Serialize(names[..modes.Length]),
            techniques: $"[{string.Join(", ", quoted)}]",
            seeds: JsonSerializer.Serialize(Enumerable.Range(0, seeds))));
        var plan = GanBench.Experiments.Specs.Plan.From(spec, Known);
        return Summary.From(plan, plan.Aggregate(RecordSet.Empty, (set, run) => set.With(RunRecord.Of(
            run, Completed(
                Evaluation(100, [1, 1], ("modes-at-share", modes[Array.IndexOf(names, run.Dataset.Name)](run.Technique, run.Seed)))),
            Cost(), Host))), Known);
    }
}
