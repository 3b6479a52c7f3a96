using System.Collections.Immutable;
using GanBench.Experiments;
using GanBench.Records;
using static GanBench.Tests.Experiments.Example;

namespace GanBench.Tests.Summaries;

/// <summary>Three seeds of two techniques on the ring, where all is well but one run diverged, and MNIST, where nothing is.</summary>
internal static class ExampleRecords
{
    public static ExperimentSpec Spec { get; } = Spec(Json(
        question: "\"Who collapses | and *why*?\"",
        datasets: """["ring8", { "name": "mnist", "generator-steps": 50 }]""",
        techniques: """["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]""",
        seeds: "[0, 1, 2]"));

    public static ImmutableArray<PlannedRun> Plan { get; } = GanBench.Experiments.Plan.From(Spec, Known);

    public static RecordSet Records { get; } = RecordSet.Empty
        .With(Ring(Plan[0], [2250, 0, 0, 0, 0, 0, 0, 0], 1, 1, 0.9, 2.0794415416798357, 1000))
        .With(Ring(Plan[1], [1250, 1000, 0, 0, 0, 0, 0, 0], 2, 2, 0.9, 1.3924, 1100))
        .With(Ring(Plan[2], [750, 750, 750, 0, 0, 0, 0, 0], 3, 3, 0.9, double.NaN, 1050))
        .With(Ring(Plan[3], [250, 250, 250, 250, 250, 250, 250, 250], 8, 8, 0.75, 0, 400.5))
        .With(Ring(Plan[4], [250, 250, 250, 250, 250, 250, 250, 250], 8, 8, 0.8, 0.0014, 300))
        .With(RunRecord.Of(
            Plan[5],
            Completed(Start) with { Outcome = new RunOutcome.Diverged(12, "discriminator loss") },
            Cost(9999),
            Host with { Commit = null }))
        .With(RunRecord.Of(Plan[6], RunResult.Without(new RunOutcome.Skipped("MNIST is not here. Set GANBENCH_DATA.")), null, Host))
        .With(RunRecord.Of(Plan[7], RunResult.Without(new RunOutcome.Skipped("MNIST is not here. Set GANBENCH_DATA.")), null, Host))
        .With(RunRecord.Of(Plan[8], RunResult.Without(new RunOutcome.Failed("The worker died, \"exit 139\".\nThere may be more.")), null, Host))
        .WithDamaged(Plan[9].Id(), "it is not a record: torn");

    /// <summary>The example's catalogue, which knows besides that the ring has eight modes of one weight.</summary>
    public static Catalogue Catalogue { get; } = Known with { ModeWeights = dataset => dataset.Name == "ring8" ? [.. Enumerable.Repeat(0.125, 8)] : null };

    private static Evaluation Start => Evaluation(
        0, [0, 0, 0, 0, 0, 0, 0, 0], ("modes-captured", 0), ("modes-at-share", 0), ("high-quality-share", 0), ("reverse-kl", double.NaN));

    private static RunRecord Ring(PlannedRun run, int[] counts, double captured, double atShare, double share, double divergence, double rate) => RunRecord.Of(
        run,
        Completed(Start with { Training = new TrainingFacts(0.5, double.NaN, double.NaN) }, Evaluation(
            100, counts, ("modes-captured", captured), ("modes-at-share", atShare), ("high-quality-share", share), ("reverse-kl", divergence)) with
        {
            Training = new TrainingFacts(0.875, 1.5, 0.25),
        }) with
        {
            Samples = new SampleSheet([2], [1, 0, 0.99f, 0.01f, 5, 5], []),
        },
        Cost(rate, (long)rate << 20, run.Technique.Name == "ns-gan" ? 5_282_201_600 : null),   // an engine that does not count ran wgan-gp
        Host);
}
