using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Reports.Tests.Summaries;

/// <summary>
/// Three seeds of two techniques and a control on the ring, where all is well but one run diverged, and MNIST, where nothing is but one
/// broken run. Two metrics more than the tables have room for: one of MNIST alone, and one between 0 and 1 where less is better.
/// </summary>
internal static class ExampleRecords
{
    public static Catalogue Catalogue { get; } = Known with
    {
        Controls = [new Definition("perfect-sampler", 1, "Draws the data.", null, [])],
        ControlApplies = (dataset, _) => dataset.Name == "ring8",
        Metrics =
        [
            .. Known.Metrics,
            new Definition("frechet", 1, "An example called frechet.", null, [])
            {
                Scale = new MetricScale(0, double.PositiveInfinity, Direction.LowerIsBetter),
            },
            new Definition("overlap", 1, "An example called overlap.", null, []) { Scale = new MetricScale(0, 1, Direction.LowerIsBetter) },
        ],
        MetricApplies = (dataset, metric) => metric != "frechet" || dataset.Name == "mnist",
        ModeWeights = dataset => dataset.Name == "ring8" ? [.. Enumerable.Repeat(0.125, 8)] : null,
    };

    public static ExperimentSpec Spec { get; } = Read(Json(
        question: "\"Who collapses | and *why*?\"",
        datasets: """["ring8", { "name": "mnist", "generator-steps": 50 }]""",
        techniques: """["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]""",
        seeds: "[0, 1, 2]"), Catalogue).Spec!;

    public static ImmutableArray<PlannedRun> Plan { get; } = GanBench.Experiments.Specs.Plan.From(Spec, Catalogue);

    public static RecordSet Records { get; } = RecordSet.Empty
        .With(Ring(Plan[0], [2250, 0, 0, 0, 0, 0, 0, 0], 1, 1, 0.9, 2.0794415416798357, 0.9, 1000))
        .With(Ring(Plan[1], [1250, 1000, 0, 0, 0, 0, 0, 0], 2, 2, 0.9, 1.3924, 0.75, 1100))
        .With(Ring(Plan[2], [750, 750, 750, 0, 0, 0, 0, 0], 3, 3, 0.9, double.NaN, 0.7, 1050))
        .With(Ring(Plan[3], [250, 250, 250, 250, 250, 250, 250, 250], 8, 8, 0.75, 0, 0.1, 400.5))
        .With(Ring(Plan[4], [250, 250, 250, 250, 250, 250, 250, 250], 8, 8, 0.8, 0.0014, 0.2, 300))
        .With(RunRecord.Of(
            Plan[5],
            Measured(Start) with { Outcome = new RunOutcome.Diverged(12, "discriminator loss") },
            Cost(9999),
            Host with { Commit = null }))
        .With(Control(Plan[6], 0.988))
        .With(Control(Plan[7], 0.99))
        .With(Control(Plan[8], 0.989))
        .With(RunRecord.Of(Plan[9], RunResult.Without(new RunOutcome.Skipped("MNIST is not here. Set GANBENCH_DATA.")), null, Host))
        .With(RunRecord.Of(Plan[10], RunResult.Without(new RunOutcome.Skipped("MNIST is not here. Set GANBENCH_DATA.")), null, Host))
        .With(RunRecord.Of(
            Plan[11], RunResult.Without(new RunOutcome.Failed("The worker died, \"exit 139\".\nThere may be more.")), null, Host))
        .WithDamaged(Plan[12].Id(), "it is not a record: torn");

    private static RunResult Measured(params Evaluation[] trajectory) => Completed(trajectory) with
    {
        Metrics = Catalogue.Metrics.Where(metric => trajectory[0].Metrics.ContainsKey(metric.Name))
            .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal),
    };

    private static Evaluation Start => Evaluation(
        0, [0, 0, 0, 0, 0, 0, 0, 0], ("modes-captured", 0), ("modes-at-share", 0), ("high-quality-share", 0), ("reverse-kl", double.NaN),
        ("overlap", 0.5));

    private static RunRecord Ring(
        PlannedRun run, int[] counts, double captured, double atShare, double share, double divergence, double overlap,
        double rate) => RunRecord.Of(
        run,
        Measured(Start with { Training = new TrainingFacts(0.5, double.NaN, double.NaN) }, Evaluation(
            100,
            counts,
            ("modes-captured", captured), ("modes-at-share", atShare), ("high-quality-share", share), ("reverse-kl", divergence),
            ("overlap", overlap)) with
        {
            Training = new TrainingFacts(0.875, 1.5, 0.25),
        }) with
        {
            Samples = new SampleSheet([2], [1, 0, 0.99f, 0.01f, 5, 5], []),
        },
        Cost(rate, (long)rate << 20, run.Technique.Name == "ns-gan" ? 5_282_201_600 : null),   // an engine that does not count ran wgan-gp
        Host);

    private static RunRecord Control(PlannedRun run, double share) => RunRecord.Of(
        run,
        Measured(Evaluation(
            0,
            [309, 309, 309, 309, 309, 309, 309, 309],
            ("modes-captured", 8), ("modes-at-share", 8), ("high-quality-share", share), ("reverse-kl", 0.0014), ("overlap", 0.01))) with
        {
            Samples = new SampleSheet([2], [1, 0], []),
        },
        new RunCost(0, 0.1, 0.1, double.NaN, double.NaN, 50 << 20, 0),
        Host);
}
