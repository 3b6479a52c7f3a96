using System.Collections.Immutable;
using GanBench.Summaries;
using GanBench.Trajectories;

namespace GanBench.Reports;

/// <summary>Makes the tables that the report and the terminal show.</summary>
public static class ResultTables
{
    // From 5 seeds on a two-sided rank test of two techniques can reach p = 0.008; with 4 its smallest p is 0.029, with 3 it is 0.1.
    private const int EnoughSeeds = 5;

    /// <summary>One table per dataset, one row per technique.</summary>
    /// <param name="summary">The summary.</param>
    public static ImmutableArray<ResultTable> From(Summary summary) => [.. summary.Datasets.Select(dataset => Table(summary, dataset))];

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

    /// <summary>Whether any technique's operations were counted; where the engine does not count them, a table has no column of dashes.</summary>
    internal static bool CountsOperations(DatasetSummary dataset) => dataset.Techniques.Any(technique => !double.IsNaN(technique.OperationsPerGeneratorStep));

    private static ResultTable Table(Summary summary, DatasetSummary dataset)
    {
        var counted = CountsOperations(dataset);
        return new ResultTable(
            dataset.ModeCount is { } modes ? $"{dataset.Dataset}, {ResultText.Count(modes, "mode")}" : dataset.Dataset,
            [
                "technique", .. summary.Metrics.Select(ResultText.Words), "verdict", .. counted ? ["operations/step"] : (string[])[],
                "generator steps/s", "samples/s", "peak memory", "seeds done",
            ],
            [.. dataset.Techniques.Select(technique => Row(summary, technique, counted))],
            [.. Reading(dataset), .. Incomplete(dataset)]);
    }

    private static ImmutableArray<string> Row(Summary summary, TechniqueSummary technique, bool counted) =>
    [
        technique.Technique,
        .. summary.Metrics.Select(metric => ResultText.Of(technique.Metrics[metric])),
        Verdicts(technique),
        .. counted ? [Operations.Text(technique.OperationsPerGeneratorStep)] : (string[])[],
        ResultText.Rate(technique.GeneratorStepsPerSecond),
        ResultText.Rate(technique.SamplesPerSecond),
        ResultText.Memory(technique.PeakMemoryBytes),
        SeedsDone(technique),
    ];

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
        if (!dataset.Cells.Any(cell => cell.State == CellState.Completed))
            yield break;
        yield return "Scores are the interquartile mean [minimum, maximum] over the completed seeds; rates are medians, memory is the highest.";
        var seeds = dataset.Techniques.Min(technique => technique.Cells.Length);
        if (seeds < EnoughSeeds)
            yield return $"{ResultText.Count(seeds, "seed")} {(seeds == 1 ? "is" : "are")} too few for a confidence interval or for claims about small differences.";
        else
            yield return "The brackets are the range over the seeds, not a confidence interval.";
    }

    private static string Which(IEnumerable<Cell> cells) => string.Join("; ",
        from cell in cells
        group cell.Run.Seed by cell.Technique into technique
        select $"{technique.Key} seed{(technique.Count() == 1 ? "" : "s")} {string.Join(", ", technique)}");
}
