using System.Collections.Immutable;
using GanBench.Experiments.Records;
using GanBench.Reports.Summaries;
using GanBench.Trajectories;

namespace GanBench.Reports.Tables;

/// <summary>Makes the tables that the report and the terminal show.</summary>
public static class ResultTables
{
    private const string Primary = PooledSummary.Metric;
    private const string HighQuality = "high-quality-share";
    private const string SigmaRatio = "sigma-ratio";

    // From 5 seeds on a bootstrap interval is more than the range of the seeds.
    private const int EnoughSeeds = 5;

    /// <summary>The metrics of a dataset's main table; of those in brackets the first that the dataset has stands for all.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> MainMetrics =
    [
        ["modes-captured"], [Primary], [HighQuality], ["excess-reverse-kl", "reverse-kl"], [SigmaRatio, "frechet"], ["coverage"],
    ];

    /// <summary>
    /// A dataset's main table: scores of the metrics to read first, how sure they are, and what they cost; one row per technique.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    public static ResultTable Main(DatasetSummary dataset) => Table(dataset,
    [
        new("verdict", Verdicts),
        .. MainMetrics
            .Select(choice => choice.FirstOrDefault(dataset.Metrics.Contains))
            .OfType<string>()
            .Select(metric => metric is Primary or SigmaRatio ? IntervalColumn(dataset, metric) : MetricColumn(metric)),
        .. Comparing(dataset, WithInterval, tooFew: "too few seeds"),
        .. CountsOperations(dataset)
            ? [new Column("operations/step", technique => Operations.Text(technique.OperationsPerGeneratorStep))]
            : (Column[])[],
        new("generator steps/s", technique => ResultText.Rate(technique.GeneratorStepsPerSecond)),
        new("samples/s", technique => ResultText.Rate(technique.SamplesPerSecond)),
        new("peak memory", technique => ResultText.Memory(technique.PeakMemoryBytes)),
        new("seeds done", SeedsDone),
    ]);

    /// <summary>What a terminal of 100 columns has room for: modes at share, quality, the comparison, speed and seeds.</summary>
    /// <param name="dataset">The dataset.</param>
    public static ResultTable Brief(DatasetSummary dataset) => Table(dataset,
    [
        .. from metric in (string[])[Primary, HighQuality]
           where dataset.Metrics.Contains(metric)
           select metric == Primary
               ? new Column(ResultText.Words(Primary), technique => ResultText.BriefWithInterval(technique.Metrics[Primary]))
               : new Column("quality", technique => ResultText.BriefScore(technique.Metrics[HighQuality])),
        .. Comparing(dataset, comparison => ResultText.Number(comparison.Improvement), tooFew: "too few"),
        new("steps/s", technique => ResultText.Rate(technique.GeneratorStepsPerSecond)),
        new("seeds", technique => $"{ResultText.Count(technique.Count(CellState.Completed))}/{ResultText.Count(technique.Cells.Length)}"),
    ]);

    /// <summary>Every metric of a dataset, interquartile means alone; null when the main table has them all.</summary>
    /// <param name="dataset">The dataset.</param>
    public static ResultTable? AllMetrics(DatasetSummary dataset)
    {
        var main = MainMetrics.Select(choice => choice.FirstOrDefault(dataset.Metrics.Contains)).OfType<string>();
        return dataset.Metrics.Except(main).Any()
            ? Table(dataset, [.. dataset.Metrics.Select(MetricColumn)]) with { Footnotes = [] }
            : null;
    }

    /// <summary>All datasets together, one row per technique; null when fewer than two datasets or two techniques can be pooled.</summary>
    /// <param name="summary">The summary.</param>
    public static ResultTable? Pooled(Summary summary)
    {
        var pooled = summary.Pooled;
        if (pooled.Datasets.Length < 2 || pooled.Techniques.Length < 2)
            return null;
        return new ResultTable(
            $"All datasets together: {string.Join(", ", pooled.Datasets)}",
            ["technique", "share of modes kept [95 %]", $"P(better than {pooled.Baseline}) [95 %]", "runs"],
            [
                .. pooled.Techniques.Select(technique => (ImmutableArray<string>)
                [
                    technique.Technique,
                    $"{ResultText.Number(technique.Score)} {ResultText.Brackets(technique.Interval)}",
                    double.IsNaN(technique.Improvement)
                        ? ResultText.Nothing
                        : $"{ResultText.Number(technique.Improvement)} {ResultText.Brackets(technique.ImprovementInterval)}",
                    technique.RunsWithAScore == technique.Runs
                        ? ResultText.Count(technique.Runs)
                        : $"{ResultText.Count(technique.RunsWithAScore)} of {ResultText.Count(technique.Runs)}",
                ]),
            ],
            [
                "Modes at share over the number of modes: interquartile mean over the runs of all datasets, " +
                    "and an interval that resamples the seeds of each dataset.",
                .. pooled.LeftOut.IsEmpty ? (string[])[] : [$"Not on every dataset, so left out: {string.Join(", ", pooled.LeftOut)}."],
            ]);
    }

    /// <summary>The cells that did not complete, one sentence per dataset, state and reason.</summary>
    /// <param name="dataset">The dataset.</param>
    public static ImmutableArray<string> Incomplete(DatasetSummary dataset) =>
    [
        .. from cell in dataset.Cells
           where cell.State != CellState.Completed
           group cell by (cell.State, cell.Detail) into alike
           select $"{ResultText.Count(alike.Count(), "cell")} {Cell.NameOf(alike.Key.State)} ({Which(alike)})" +
               (alike.Key.Detail.Length == 0 ? "." : $": {alike.Key.Detail.TrimEnd().TrimEnd('.')}."),
    ];

    /// <summary>
    /// Whether any technique's operations were counted; where the engine does not count them, a table has no column of dashes.
    /// </summary>
    internal static bool CountsOperations(DatasetSummary dataset) =>
        dataset.Techniques.Any(technique => !double.IsNaN(technique.OperationsPerGeneratorStep));

    private static ResultTable Table(DatasetSummary dataset, ImmutableArray<Column> columns) => new(
        dataset.ModeCount is { } modes ? $"{dataset.Dataset}, {ResultText.Count(modes, "mode")}" : dataset.Dataset,
        ["technique", .. columns.Select(column => column.Heading)],
        [.. dataset.Techniques.Select(
            technique => (ImmutableArray<string>)[Name(technique), .. columns.Select(column => column.Text(technique))])],
        [.. Reading(dataset), .. Incomplete(dataset)])
    {
        Controls = dataset.Techniques.Count(technique => technique.IsControl),
    };

    private static string Name(TechniqueSummary technique) => technique.IsControl ? $"control: {technique.Technique}" : technique.Technique;

    private static Column MetricColumn(string metric) =>
        new(ResultText.Words(metric), technique => ResultText.Score(technique.Metrics[metric]));

    /// <summary>
    /// With the interval: the mean of the first metric should not be read without it, and that of a ratio can hide too little behind too
    /// much.
    /// </summary>
    private static Column IntervalColumn(DatasetSummary dataset, string metric) => new(
        ResultText.Words(metric) + (dataset.Techniques.Any(technique => technique.Metrics[metric].Interval.IsDefined) ? " [95 %]" : ""),
        technique => ResultText.WithInterval(technique.Metrics[metric]));

    /// <summary>The columns that compare with the baseline; none where nothing is compared.</summary>
    private static Column[] Comparing(DatasetSummary dataset, Func<BaselineComparison, string> improvement, string tooFew) =>
        !Comparisons(dataset).Any()
        ? []
        :
        [
            new("P(better)", technique => technique == dataset.Baseline
                ? "baseline"
                : Compared(technique) is { } comparison ? improvement(comparison) : ResultText.Nothing),
            new("p (Holm)", technique => ResultText.Decision(Compared(technique), tooFew)),
        ];

    private static string WithInterval(BaselineComparison comparison) =>
        $"{ResultText.Number(comparison.Improvement)} {ResultText.Brackets(comparison.ImprovementInterval)}";

    private static BaselineComparison? Compared(TechniqueSummary technique) => technique.Metrics.GetValueOrDefault(Primary)?.Comparison;

    private static IEnumerable<BaselineComparison> Comparisons(DatasetSummary dataset) =>
        dataset.Techniques.Select(Compared).OfType<BaselineComparison>();

    /// <summary><c>3 complete</c>, <c>2 partial, 1 hopping</c>; a run that diverged is judged too.</summary>
    private static string Verdicts(TechniqueSummary technique)
    {
        var verdicts = technique.Cells.Select(cell => cell.Course).OfType<Course>()
            .GroupBy(course => course.Verdict).OrderBy(alike => alike.Key)
            .Select(alike => $"{ResultText.Count(alike.Count())} {VerdictRule.NameOf(alike.Key)}")
            .ToList();
        return verdicts.Count == 0 ? ResultText.Nothing : string.Join(", ", verdicts);
    }

    private static string SeedsDone(TechniqueSummary technique)
    {
        var others = Enum.GetValues<CellState>()
            .Where(state => state != CellState.Completed && technique.Count(state) > 0)
            .Select(state => $"{ResultText.Count(technique.Count(state))} {Cell.NameOf(state)}")
            .ToList();
        return $"{ResultText.Count(technique.Count(CellState.Completed))} of {ResultText.Count(technique.Cells.Length)}" +
            (others.Count == 0 ? "" : $" ({string.Join(", ", others)})");
    }

    private static IEnumerable<string> Reading(DatasetSummary dataset)
    {
        if (dataset.Cells.Any(cell => cell.State == CellState.Completed))
            yield return "Scores are interquartile means over the seeds [95 % bootstrap interval]; rates are medians, " +
                "memory is the highest.";
        if (dataset.Cells.Any(cell => cell.State is CellState.Diverged or CellState.Failed))
            yield return "Diverged and failed runs have nothing to show: means leave them out and say of how many runs they are, " +
                "comparisons rank them last.";

        if (Comparisons(dataset).MinBy(comparison => comparison.SmallestCorrectedP) is { } best)
        {
            yield return $"P(better): how likely a run keeps more modes at share than one of {best.Baseline}, ties counting half; " +
                "p: two-sided Mann-Whitney test of the same, after Holm's correction.";
            if (!best.CanDecide)
            {
                yield return $"Too few seeds to decide: the smallest p that can come out is {ResultText.Number(best.SmallestP)}" +
                    (best.Comparisons == 1
                        ? ""
                        : $", and {ResultText.Number(best.SmallestCorrectedP)} after Holm's correction for " +
                            $"{best.Comparisons} comparisons") +
                    ". No difference in this table is established, however large it looks.";
            }
        }

        var fewest = dataset.Techniques
            .Where(technique => !technique.IsControl)
            .Select(technique => technique.Metrics.GetValueOrDefault(Primary)?.Seeds.Length ?? 0)
            .Where(seeds => seeds > 0)
            .DefaultIfEmpty(EnoughSeeds)
            .Min();
        if (fewest == 1)
            yield return "One seed says nothing about another one: a score without an interval is a single run.";
        else if (fewest < EnoughSeeds)
            yield return $"The interval of {fewest} seeds is hardly more than their range, " +
                "and covers the true value less often than 95 % says.";
    }

    private static string Which(IEnumerable<Cell> cells) => string.Join("; ",
        from cell in cells
        group cell.Run.Seed by cell.Technique into technique
        select $"{technique.Key} seed{(technique.Count() == 1 ? "" : "s")} {string.Join(", ", technique)}");

    /// <summary>A heading, and what stands under it in a technique's row.</summary>
    private sealed record Column(string Heading, Func<TechniqueSummary, string> Text);
}
