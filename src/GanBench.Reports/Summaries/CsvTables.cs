using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using GanBench.Definitions;
using GanBench.Experiments.Records;
using GanBench.Files;
using GanBench.Statistics;
using GanBench.Trajectories;

namespace GanBench.Reports.Summaries;

/// <summary>The tables for other programs: kebab-case headers, invariant numbers that read back to the same bits, LF, the plan's order.</summary>
/// <remarks>A value that was not measured is empty; one that is undefined is <c>NaN</c>.</remarks>
public static class CsvTables
{
    /// <summary>As in every table so far: LF, and quotes also around a field that starts or ends with white space.</summary>
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };

    /// <summary>One line per cell.</summary>
    /// <param name="summary">The summary.</param>
    public static string Cells(Summary summary) => Table(
        [
            "id", "dataset", "technique", "kind", "dataset-parameters", "technique-parameters", "profile", "seed", "generator-steps", "outcome", "outcome-detail",
            "last-generator-step", .. summary.Metrics, "verdict", "first-complete-step", "forgotten-modes", "mode-hopping", "digest", "weights-digest",
            "discriminator-steps", "real-samples-seen", "training-seconds",
            "evaluation-seconds", "cpu-seconds", "generator-steps-per-second", "samples-per-second", "peak-memory-bytes",
            "floating-point-operations", "engine", "processor", "commit", "date",
        ],
        summary.Cells.Select(cell => (ImmutableArray<string>)
        [
            cell.Run.Id(), cell.Run.Dataset.Name, cell.Technique, Kind(cell.IsControl), Parameters(cell.Run.Dataset), Parameters(cell.Run.Technique), cell.Run.Profile.Name,
            Text(cell.Run.Seed), Text(cell.Run.GeneratorSteps), cell.StateName, cell.Detail,
            cell.Last is { } last ? Text(last.GeneratorStep) : "",
            .. summary.Metrics.Select(metric => Metric(cell.Last, metric)),
            .. Course(cell.Course),
            cell.Record?.Digest ?? "",
            cell.Record?.Result.WeightsDigest ?? "",
            cell.Record is { } done ? Text(done.Result.DiscriminatorSteps) : "",
            cell.Record is { } seen ? Text(seen.Result.RealSamplesSeen) : "",
            .. Costs(cell.Record?.Cost),
            cell.Record?.Host.Engine ?? "", cell.Record?.Host.Processor ?? "", cell.Record?.Host.Commit ?? "", cell.Record?.Host.Date ?? "",
        ]));

    /// <summary>One line per cell and evaluation; mode counts are separated by spaces.</summary>
    /// <param name="summary">The summary.</param>
    public static string Trajectory(Summary summary) => Table(
        ["id", "dataset", "technique", "seed", "generator-step", .. summary.Metrics, "discriminator-accuracy", "discriminator-gradient-norm", "generator-gradient-norm", "mode-counts"],
        from cell in summary.Cells
        from evaluation in cell.Record?.Result.Trajectory ?? []
        select (ImmutableArray<string>)
        [
            cell.Run.Id(), cell.Run.Dataset.Name, cell.Technique, Text(cell.Run.Seed), Text(evaluation.GeneratorStep),
            .. summary.Metrics.Select(metric => Metric(evaluation, metric)),
            .. Training(evaluation.Training),
            string.Join(' ', evaluation.ModeCounts.Select(count => Text(count))),
        ]);

    /// <summary>One line per dataset and technique.</summary>
    /// <param name="summary">The summary.</param>
    public static string Techniques(Summary summary) => Table(
        [
            "dataset", "technique", "kind", "seeds", .. Enum.GetValues<CellState>().Select(state => Cell.NameOf(state).Replace(' ', '-')),
            .. summary.Metrics.SelectMany(metric => (string[])
                [$"{metric}-interquartile-mean", $"{metric}-minimum", $"{metric}-maximum", $"{metric}-defined-seeds"]),
            "generator-steps-per-second", "samples-per-second", "training-seconds", "peak-memory-bytes", "operations-per-generator-step",
        ],
        from dataset in summary.Datasets
        from technique in dataset.Techniques
        select (ImmutableArray<string>)
        [
            dataset.Dataset, technique.Technique, Kind(technique.IsControl), Text(technique.Cells.Length),
            .. Enum.GetValues<CellState>().Select(state => Text(technique.Count(state))),
            .. summary.Metrics.SelectMany(metric => Spread(technique.Metrics.GetValueOrDefault(metric)?.Spread)),
            .. technique.Count(CellState.Completed) == 0
                ? (string[])["", "", "", "", ""]
                :
                [
                    Text(technique.GeneratorStepsPerSecond), Text(technique.SamplesPerSecond), Text(technique.TrainingSeconds), Text(technique.PeakMemoryBytes),
                    double.IsNaN(technique.OperationsPerGeneratorStep) ? "" : Text(technique.OperationsPerGeneratorStep),
                ],
        ]);

    /// <summary>One line per dataset, technique and metric: every seed's score, the interval of their centre, and the comparison with the baseline.</summary>
    /// <param name="summary">The summary.</param>
    public static string Statistics(Summary summary) => Table(
        [
            "dataset", "technique", "kind", "metric", "seeds", "defined-seeds", "interquartile-mean", "lower", "upper", "minimum", "maximum", "scores",
            "baseline", "probability-of-improvement", "probability-of-improvement-lower", "probability-of-improvement-upper",
            "mann-whitney-u", "p", "comparisons", "p-holm", "smallest-p-holm",
        ],
        from dataset in summary.Datasets
        from metric in dataset.Metrics
        from technique in dataset.Techniques
        let score = technique.Metrics[metric]
        where score.Seeds.Length > 0
        select (ImmutableArray<string>)
        [
            dataset.Dataset, technique.Technique, Kind(technique.IsControl), metric, Text(score.Spread.Seeds), Text(score.Spread.Defined),
            Text(score.Spread.InterquartileMean), .. Ends(score.Interval), Text(score.Spread.Minimum), Text(score.Spread.Maximum),
            string.Join(' ', score.Seeds.Select(seed => $"{Text(seed.Seed)}={Text(seed.Value)}")),
            .. Comparison(score.Comparison),
        ]);

    /// <summary>One line per technique, all datasets together.</summary>
    /// <param name="summary">The summary.</param>
    public static string Pooled(Summary summary) => Table(
        [
            "technique", "datasets", "runs", "share-of-modes-interquartile-mean", "lower", "upper",
            "baseline", "probability-of-improvement", "probability-of-improvement-lower", "probability-of-improvement-upper",
        ],
        summary.Pooled.Techniques.Select(technique => (ImmutableArray<string>)
        [
            technique.Technique, string.Join(' ', summary.Pooled.Datasets), Text(technique.Runs), Text(technique.Score), .. Ends(technique.Interval),
            .. double.IsNaN(technique.Improvement)
                ? (string[])["", "", "", ""]
                : [summary.Pooled.Baseline ?? "", Text(technique.Improvement), .. Ends(technique.ImprovementInterval)],
        ]));

    /// <summary>One line per technique and threshold: the share of its runs that keep at least that share of the modes.</summary>
    /// <param name="summary">The summary.</param>
    public static string Profiles(Summary summary) => Table(
        ["technique", "runs", "share-of-modes", "share-of-runs", "lower", "upper"],
        from technique in summary.Pooled.Techniques
        from point in technique.Profile
        select (ImmutableArray<string>)[technique.Technique, Text(technique.Runs), Text(point.Threshold), Text(point.Share), .. Ends(point.Band)]);

    /// <summary>
    /// Writes <c>cells.csv</c>, <c>trajectory.csv</c>, <c>summary.csv</c>, <c>statistics.csv</c>, <c>pooled.csv</c> and <c>profiles.csv</c>, each whole or
    /// not at all.
    /// </summary>
    /// <param name="folder">The experiment's results folder.</param>
    /// <param name="summary">The summary.</param>
    public static void Write(string folder, Summary summary)
    {
        WholeFile.Write(Path.Combine(folder, "cells.csv"), Cells(summary));
        WholeFile.Write(Path.Combine(folder, "trajectory.csv"), Trajectory(summary));
        WholeFile.Write(Path.Combine(folder, "summary.csv"), Techniques(summary));
        WholeFile.Write(Path.Combine(folder, "statistics.csv"), Statistics(summary));
        WholeFile.Write(Path.Combine(folder, "pooled.csv"), Pooled(summary));
        WholeFile.Write(Path.Combine(folder, "profiles.csv"), Profiles(summary));
    }

    private static string Table(ImmutableArray<string> headers, IEnumerable<ImmutableArray<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, Options);
        foreach (var row in rows.Prepend(headers))
            csv.WriteRecord(row.AsSpan());

        csv.Flush();
        return text.ToString();
    }

    private static IEnumerable<string> Spread(SeedSpread? spread) => spread is null or { Seeds: 0 }
        ? ["", "", "", "0"]
        : [Text(spread.InterquartileMean), Text(spread.Minimum), Text(spread.Maximum), Text(spread.Defined)];

    private static IEnumerable<string> Comparison(BaselineComparison? comparison) => comparison is null
        ? ["", "", "", "", "", "", "", "", ""]
        :
        [
            comparison.Baseline, Text(comparison.Improvement), .. Ends(comparison.ImprovementInterval), Text(comparison.Test.U), Text(comparison.Test.P),
            Text(comparison.Comparisons), Text(comparison.CorrectedP), Text(comparison.SmallestCorrectedP),
        ];

    /// <summary>Both ends, empty where there is no interval.</summary>
    private static string[] Ends(Interval interval) => interval.IsDefined ? [Text(interval.Lower), Text(interval.Upper)] : ["", ""];

    private static string Kind(bool isControl) => isControl ? "control" : "technique";

    /// <summary>The step of a run that never held all modes is empty: there was none.</summary>
    private static IEnumerable<string> Course(Course? course) => course is null
        ? ["", "", "", ""]
        :
        [
            VerdictRule.NameOf(course.Verdict), course.FirstCompleteStep is { } step ? Text(step) : "",
            Text(course.Forgetting.Modes), Text(course.ModeHopping),
        ];

    private static IEnumerable<string> Training(TrainingFacts? facts) => facts is null
        ? ["", "", ""]
        : [Text(facts.DiscriminatorAccuracy), Text(facts.DiscriminatorGradientNorm), Text(facts.GeneratorGradientNorm)];

    private static IEnumerable<string> Costs(RunCost? cost) => cost is null
        ? ["", "", "", "", "", "", ""]
        :
        [
            Text(cost.TrainingSeconds), Text(cost.EvaluationSeconds), Text(cost.CpuSeconds),
            Text(cost.GeneratorStepsPerSecond), Text(cost.SamplesPerSecond), Text(cost.PeakMemoryBytes),
            cost.FloatingPointOperations is { } operations ? Text(operations) : "",
        ];

    private static string Metric(Evaluation? evaluation, string metric) =>
        evaluation is not null && evaluation.Metrics.TryGetValue(metric, out var value) ? Text(value) : "";

    /// <summary><c>lambda=10</c>; of a combination, <c>r1.gamma=10</c>.</summary>
    private static string Parameters(Choice choice) => string.Join(' ', choice.Parts is { } parts
        ? parts.SelectMany(part => Parameters(part, part.Name + "."))
        : Parameters(choice, ""));

    private static IEnumerable<string> Parameters(Choice choice, string prefix) =>
        choice.Parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{prefix}{pair.Key}={pair.Value:R}"));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
