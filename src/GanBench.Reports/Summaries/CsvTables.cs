using System.Collections.Immutable;
using CsvHelper;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Files;
using GanBench.Statistics;
using GanBench.Trajectories;

namespace GanBench.Reports.Summaries;

/// <summary>The tables for other programs: kebab-case headers, numbers that read back to the same bits, LF, the plan's order.</summary>
/// <remarks>A value that was not measured is empty; one that is undefined is <c>NaN</c>.</remarks>
public static class CsvTables
{
    /// <summary>As in every table so far: LF, and quotes also around a field that starts or ends with white space.</summary>
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };

    /// <summary>One line per cell.</summary>
    /// <param name="summary">The summary.</param>
    public static string Cells(Summary summary) => Table<Cell>(summary.Cells,
    [
        new("id", cell => cell.Run.Id()),
        new("dataset", cell => cell.Run.Dataset.Name),
        new("technique", cell => cell.Technique),
        new("kind", cell => Kind(cell.IsControl)),
        new("dataset-parameters", cell => Parameters(cell.Run.Dataset)),
        new("technique-parameters", cell => Parameters(cell.Run.Technique)),
        new("settings", cell => Parameters(cell.Run.Training.Settings)),
        new("seed", cell => cell.Run.Seed),
        new("generator-steps", cell => cell.Run.GeneratorSteps),
        new("outcome", cell => cell.StateName),
        new("outcome-detail", cell => cell.Detail),
        new("last-generator-step", cell => cell.Last?.GeneratorStep),
        .. summary.Metrics.Select(metric => new Column<Cell>(metric, cell => Measured(cell.Last?.Metrics, metric))),
        new("verdict", cell => cell.Course is { } course ? VerdictRule.NameOf(course.Verdict) : null),
        new("first-complete-step", cell => cell.Course?.FirstCompleteStep),   // empty also where a run never held all modes
        new("forgotten-modes", cell => cell.Course?.Forgetting.Modes),
        new("mode-hopping", cell => cell.Course?.ModeHopping),
        new("training-digest", cell => cell.Record?.Digests.Training),
        new("measurements-digest", cell => cell.Record?.Digests.Measurements),
        new("weights-digest", cell => cell.Record?.Result.WeightsDigest),
        new("discriminator-steps", cell => cell.Record?.Result.DiscriminatorSteps),
        new("real-samples-seen", cell => cell.Record?.Result.RealSamplesSeen),
        new("training-seconds", cell => cell.Record?.Cost?.TrainingSeconds),
        new("evaluation-seconds", cell => cell.Record?.Cost?.EvaluationSeconds),
        new("cpu-seconds", cell => cell.Record?.Cost?.CpuSeconds),
        new("generator-steps-per-second", cell => cell.Record?.Cost?.GeneratorStepsPerSecond),
        new("samples-per-second", cell => cell.Record?.Cost?.SamplesPerSecond),
        new("peak-memory-bytes", cell => cell.Record?.Cost?.PeakMemoryBytes),
        new("floating-point-operations", cell => cell.Record?.Cost?.FloatingPointOperations),
        new("engine", cell => cell.Record?.Host.Engine),
        new("processor", cell => cell.Record?.Host.Processor),
        new("commit", cell => cell.Record?.Host.Commit),
        new("date", cell => cell.Record?.Host.Date),
    ]);

    /// <summary>
    /// One line per cell, evaluation and weights: the last ones and each of their averages; mode counts are separated by spaces. How
    /// training
    /// stands is told once, with the last weights.
    /// </summary>
    /// <param name="summary">The summary.</param>
    public static string Trajectory(Summary summary) => Table<TrajectoryLine>(
        summary.Cells.SelectMany(TrajectoryLine.Of),
    [
        new("id", line => line.Cell.Run.Id()),
        new("dataset", line => line.Cell.Run.Dataset.Name),
        new("technique", line => line.Cell.Technique),
        new("seed", line => line.Cell.Run.Seed),
        new("generator-step", line => line.GeneratorStep),
        new("weights", line => line.Weights),
        .. summary.Metrics.Select(metric => new Column<TrajectoryLine>(metric, line => Measured(line.Metrics, metric))),
        new("discriminator-accuracy", line => line.Training?.DiscriminatorAccuracy),
        new("discriminator-gradient-norm", line => line.Training?.DiscriminatorGradientNorm),
        new("generator-gradient-norm", line => line.Training?.GeneratorGradientNorm),
        new("mode-counts", line => string.Join(' ', line.ModeCounts)),
    ]);

    /// <summary>One line per dataset and technique.</summary>
    /// <param name="summary">The summary.</param>
    public static string Techniques(Summary summary) => Table<(string Dataset, TechniqueSummary Technique)>(
        from dataset in summary.Datasets
        from technique in dataset.Techniques
        select (dataset.Dataset, technique),
    [
        new("dataset", line => line.Dataset),
        new("technique", line => line.Technique.Technique),
        new("kind", line => Kind(line.Technique.IsControl)),
        new("seeds", line => line.Technique.Cells.Length),
        .. from state in Enum.GetValues<CellState>()
           select new Column<(string, TechniqueSummary Technique)>(
               Cell.NameOf(state).Replace(' ', '-'), line => line.Technique.Count(state)),
        .. summary.Metrics.SelectMany(Spread),
        new("generator-steps-per-second", line => OfCompleted(line.Technique, line.Technique.GeneratorStepsPerSecond)),
        new("samples-per-second", line => OfCompleted(line.Technique, line.Technique.SamplesPerSecond)),
        new("training-seconds", line => OfCompleted(line.Technique, line.Technique.TrainingSeconds)),
        new("peak-memory-bytes", line => OfCompleted(line.Technique, line.Technique.PeakMemoryBytes)),
        new("operations-per-generator-step", line => Known(line.Technique.OperationsPerGeneratorStep)),
    ]);

    /// <summary>
    /// One line per dataset, technique and metric: every seed's score, the interval of their centre, and the comparison with the baseline.
    /// </summary>
    /// <param name="summary">The summary.</param>
    public static string Statistics(Summary summary) =>
        Table<(string Dataset, string Metric, TechniqueSummary Technique, MetricSummary Score, BaselineComparison? Comparison)>(
        from dataset in summary.Datasets
        from metric in dataset.Metrics
        from technique in dataset.Techniques
        let score = technique.Metrics[metric]
        where score.Seeds.Length > 0
        select (dataset.Dataset, metric, technique, score, score.Comparison),
    [
        new("dataset", line => line.Dataset),
        new("technique", line => line.Technique.Technique),
        new("kind", line => Kind(line.Technique.IsControl)),
        new("metric", line => line.Metric),
        new("seeds", line => line.Score.Spread.Seeds),
        new("defined-seeds", line => line.Score.Spread.Defined),
        new("interquartile-mean", line => line.Score.Spread.InterquartileMean),
        new("lower", line => Lower(line.Score.Interval)),
        new("upper", line => Upper(line.Score.Interval)),
        new("minimum", line => line.Score.Spread.Minimum),
        new("maximum", line => line.Score.Spread.Maximum),
        new("scores", line => string.Join(' ', line.Score.Seeds.Select(seed => $"{seed.Seed}={seed.Value:R}"))),
        new("baseline", line => line.Comparison?.Baseline),
        new("probability-of-improvement", line => line.Comparison?.Improvement),
        new("probability-of-improvement-lower", line => Lower(line.Comparison?.ImprovementInterval)),
        new("probability-of-improvement-upper", line => Upper(line.Comparison?.ImprovementInterval)),
        new("mann-whitney-u", line => line.Comparison?.Test.U),
        new("p", line => line.Comparison?.Test.P),
        new("comparisons", line => line.Comparison?.Comparisons),
        new("p-holm", line => line.Comparison?.CorrectedP),
        new("smallest-p-holm", line => line.Comparison?.SmallestCorrectedP),
    ]);

    /// <summary>One line per technique, all datasets together.</summary>
    /// <param name="summary">The summary.</param>
    public static string Pooled(Summary summary) => Table<PooledTechnique>(summary.Pooled.Techniques,
    [
        new("technique", technique => technique.Technique),
        new("datasets", _ => string.Join(' ', summary.Pooled.Datasets)),
        new("runs", technique => technique.Runs),
        new("share-of-modes-interquartile-mean", technique => technique.Score),
        new("lower", technique => Lower(technique.Interval)),
        new("upper", technique => Upper(technique.Interval)),
        new("baseline", technique => double.IsNaN(technique.Improvement) ? null : summary.Pooled.Baseline),
        new("probability-of-improvement", technique => Known(technique.Improvement)),
        new("probability-of-improvement-lower", technique => Lower(technique.ImprovementInterval)),
        new("probability-of-improvement-upper", technique => Upper(technique.ImprovementInterval)),
    ]);

    /// <summary>One line per technique and threshold: the share of its runs that keep at least that share of the modes.</summary>
    /// <param name="summary">The summary.</param>
    public static string Profiles(Summary summary) => Table<(PooledTechnique Technique, ProfilePoint Point)>(
        from technique in summary.Pooled.Techniques
        from point in technique.Profile
        select (technique, point),
    [
        new("technique", line => line.Technique.Technique),
        new("runs", line => line.Technique.Runs),
        new("share-of-modes", line => line.Point.Threshold),
        new("share-of-runs", line => line.Point.Share),
        new("lower", line => Lower(line.Point.Band)),
        new("upper", line => Upper(line.Point.Band)),
    ]);

    /// <summary>
    /// Writes <c>cells.csv</c>, <c>trajectory.csv</c>, <c>summary.csv</c>, <c>statistics.csv</c>, <c>pooled.csv</c> and
    /// <c>profiles.csv</c>, each whole or not at all.
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

    private static string Table<T>(IEnumerable<T> lines, ImmutableArray<Column<T>> columns)
    {
        using var text = new StringWriter();
        using var csv = CsvWriter.Create(text, Options);
        csv.WriteRecord(columns.Select(column => column.Name).ToArray());
        foreach (var line in lines)
            csv.WriteRecord(columns.Select(column => column.Text(line) ?? "").ToArray());

        csv.Flush();
        return text.ToString();
    }

    /// <summary>The columns of a metric over the seeds; empty, but for the number of seeds, where none counts.</summary>
    private static IEnumerable<Column<(string Dataset, TechniqueSummary Technique)>> Spread(string metric)
    {
        SeedSpread? Of(TechniqueSummary technique) =>
            technique.Metrics.GetValueOrDefault(metric)?.Spread is { Seeds: > 0 } spread ? spread : null;

        yield return new($"{metric}-interquartile-mean", line => Of(line.Technique)?.InterquartileMean);
        yield return new($"{metric}-minimum", line => Of(line.Technique)?.Minimum);
        yield return new($"{metric}-maximum", line => Of(line.Technique)?.Maximum);
        yield return new($"{metric}-defined-seeds", line => Of(line.Technique)?.Defined ?? 0);
    }

    private static string Kind(bool isControl) => isControl ? "control" : "technique";

    private static double? Measured(ImmutableSortedDictionary<string, double>? metrics, string metric) =>
        metrics is not null && metrics.TryGetValue(metric, out var value) ? value : null;

    /// <summary>A cost; none where no cell completed.</summary>
    private static double? OfCompleted(TechniqueSummary technique, double cost) => technique.Count(CellState.Completed) == 0 ? null : cost;

    private static long? OfCompleted(TechniqueSummary technique, long cost) => technique.Count(CellState.Completed) == 0 ? null : cost;

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static double? Lower(Interval? interval) => interval is { IsDefined: true } defined ? defined.Lower : null;

    private static double? Upper(Interval? interval) => interval is { IsDefined: true } defined ? defined.Upper : null;

    /// <summary><c>lambda=10</c>; of a combination, <c>r1.gamma=10</c>.</summary>
    private static string Parameters(Choice choice) => string.Join(' ', choice.Parts is { } parts
        ? parts.SelectMany(part => Parameters(part, part.Name + "."))
        : Parameters(choice, ""));

    private static IEnumerable<string> Parameters(Choice choice, string prefix) =>
        choice.Parameters.Select(pair => $"{prefix}{pair.Key}={pair.Value}");

    private static string Parameters(IEnumerable<KeyValuePair<string, SettingValue>> settings) =>
        string.Join(' ', SettingLayers.Brief(settings).Select(setting => $"{setting.Name}={setting.Value}"));
}
