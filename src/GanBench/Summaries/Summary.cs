using System.Collections.Immutable;
using GanBench.Experiments;
using GanBench.Metrics;
using GanBench.Records;
using GanBench.Statistics;

namespace GanBench.Summaries;

/// <summary>What is known of a plan: every cell, every technique over its seeds, and every technique over all datasets.</summary>
/// <param name="Metrics">Names of all metrics, in the catalogue's order.</param>
/// <param name="Datasets">The plan's datasets in its order.</param>
/// <param name="Pooled">The techniques over all datasets together.</param>
public sealed record Summary(ImmutableArray<string> Metrics, ImmutableArray<DatasetSummary> Datasets, PooledSummary Pooled)
{
    /// <summary>All cells in the plan's order.</summary>
    public IEnumerable<Cell> Cells => Datasets.SelectMany(dataset => dataset.Techniques).SelectMany(technique => technique.Cells);

    /// <summary>Sums up what is known of a plan. A cell that diverged, broke, was skipped or is not there yet is a cell too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="records">What is on disk for it.</param>
    /// <param name="catalogue">Gives the metrics' order, ranges and directions, and the techniques' labels.</param>
    public static Summary From(ImmutableArray<PlannedRun> plan, RecordSet records, Catalogue catalogue)
    {
        var bootstrap = Bootstrap.ForTables();
        ImmutableArray<DatasetSummary> datasets =
        [
            .. from cell in plan.Select(run => Cell.From(run, records, catalogue))
               group cell by cell.Run.Dataset.Name into dataset
               select DatasetSummary.From(dataset.Key, [.. dataset], catalogue, bootstrap),
        ];
        return new Summary(
            [.. catalogue.Metrics.Select(metric => metric.Name)],
            datasets,
            PooledSummary.From(datasets, ScaleOf(catalogue.Metrics.FirstOrDefault(metric => metric.Name == PooledSummary.Metric)), bootstrap));
    }

    // A catalogue without the pooled metric pools nothing, and needs no scale.
    private static MetricScale ScaleOf(Definition? metric) => metric?.Scale ?? new MetricScale(0, double.PositiveInfinity, Direction.HigherIsBetter);
}

/// <summary>What is known of a dataset of a plan.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Metrics">Names of the metrics that its cells are measured with, in the catalogue's order.</param>
/// <param name="Techniques">The techniques tried on it, in the plan's order; controls come last.</param>
public sealed record DatasetSummary(string Dataset, ImmutableArray<string> Metrics, ImmutableArray<TechniqueSummary> Techniques)
{
    private const string PreferredBaseline = "ns-gan";

    /// <summary>Its cells in the plan's order.</summary>
    public IEnumerable<Cell> Cells => Techniques.SelectMany(technique => technique.Cells);

    /// <summary>K, the number of modes; null while no cell of it has been measured.</summary>
    public int? ModeCount => Cells
        .Where(cell => cell.Last is not null)
        .Select(cell => (int?)cell.Last!.ModeCounts.Length)
        .FirstOrDefault();

    /// <summary>What the others are compared with: <c>ns-gan</c> where it is there, else the first technique; null when there are only controls.</summary>
    public TechniqueSummary? Baseline =>
        Techniques.FirstOrDefault(technique => technique.Technique == BaselineOf(Techniques.Where(other => !other.IsControl).Select(other => other.Technique)));

    internal static DatasetSummary From(string name, ImmutableArray<Cell> cells, Catalogue catalogue, Bootstrap bootstrap)
    {
        var metrics = catalogue.Metrics.Where(metric => cells.Any(cell => cell.Run.Evaluation.Metrics.ContainsKey(metric.Name))).ToImmutableArray();
        var techniques = cells
            .GroupBy(cell => cell.Technique, StringComparer.Ordinal)
            .Select(technique => (Label: technique.Key, Cells: technique.ToImmutableArray(), Control: technique.First().IsControl))
            .ToImmutableArray();
        var baseline = BaselineOf(techniques.Where(technique => !technique.Control).Select(technique => technique.Label));
        var scores = techniques.ToDictionary(technique => technique.Label, _ => ImmutableSortedDictionary.CreateBuilder<string, MetricSummary>(StringComparer.Ordinal));
        foreach (var metric in metrics)
        {
            var scale = metric.Scale
                ?? throw new ArgumentException($"Bug in GanBench: the catalogue does not tell the range of the metric {metric.Name}.", nameof(catalogue));
            var seeds = techniques.ToDictionary(technique => technique.Label, technique => SeedScore.Of(technique.Cells, metric.Name, scale));
            var others = techniques.Where(technique => !technique.Control && technique.Label != baseline).Select(technique => (technique.Label, seeds[technique.Label]));
            var comparisons = baseline is null || !scale.IsOrdered
                ? ImmutableDictionary<string, BaselineComparison>.Empty
                : BaselineComparison.Of(baseline, seeds[baseline], others, scale, bootstrap);
            foreach (var (label, _, _) in techniques)
                scores[label][metric.Name] = MetricSummary.From(seeds[label], bootstrap, comparisons.GetValueOrDefault(label));
        }

        return new DatasetSummary(
            name,
            [.. metrics.Select(metric => metric.Name)],
            [.. techniques.Select(technique => TechniqueSummary.From(technique.Label, technique.Cells, scores[technique.Label].ToImmutable()))]);
    }

    /// <summary>The preferred one of some techniques, else the first.</summary>
    internal static string? BaselineOf(IEnumerable<string> techniques) =>
        techniques.Aggregate((string?)null, (baseline, technique) => baseline is null || technique == PreferredBaseline ? technique : baseline);
}

/// <summary>What is known of a technique on a dataset.</summary>
/// <remarks>Scores are those of the seeds that count, see <see cref="SeedScore"/>; costs are those of the completed cells.</remarks>
/// <param name="Technique">The technique's label.</param>
/// <param name="Cells">One per seed, in the plan's order.</param>
/// <param name="Metrics">Scores over the seeds, by name of the dataset's metrics.</param>
/// <param name="GeneratorStepsPerSecond">Generator updates per second of training, median over the completed cells; NaN when there is none.</param>
/// <param name="SamplesPerSecond">Real training samples per second of training, median over the completed cells; NaN when there is none.</param>
/// <param name="TrainingSeconds">Seconds of training, median over the completed cells; NaN when there is none.</param>
/// <param name="PeakMemoryBytes">Highest memory of any completed cell; 0 when unknown.</param>
/// <param name="OperationsPerGeneratorStep">Floating-point operations of training per generator update, median over the completed cells; NaN when unknown.</param>
/// <param name="IsControl">Whether it is a control: measured beside the techniques, and never trained.</param>
public sealed record TechniqueSummary(
    string Technique,
    ImmutableArray<Cell> Cells,
    ImmutableSortedDictionary<string, MetricSummary> Metrics,
    double GeneratorStepsPerSecond,
    double SamplesPerSecond,
    double TrainingSeconds,
    long PeakMemoryBytes,
    double OperationsPerGeneratorStep,
    bool IsControl)
{
    /// <summary>How many cells ended in a way.</summary>
    /// <param name="state">The way.</param>
    public int Count(CellState state) => Cells.Count(cell => cell.State == state);

    internal static TechniqueSummary From(string technique, ImmutableArray<Cell> cells, ImmutableSortedDictionary<string, MetricSummary> metrics)
    {
        var completed = cells.Where(cell => cell.State == CellState.Completed).ToImmutableArray();
        var costs = completed.Select(cell => cell.Record!.Cost).OfType<RunCost>().ToImmutableArray();
        return new TechniqueSummary(
            technique,
            cells,
            metrics,
            SeedSpread.Median(costs.Select(cost => cost.GeneratorStepsPerSecond)),
            SeedSpread.Median(costs.Select(cost => cost.SamplesPerSecond)),
            SeedSpread.Median(costs.Select(cost => cost.TrainingSeconds)),
            costs.Select(cost => cost.PeakMemoryBytes).DefaultIfEmpty(0).Max(),
            SeedSpread.Median(completed.Select(cell => (double?)cell.Record!.Cost?.FloatingPointOperations / cell.Run.GeneratorSteps ?? double.NaN)),
            cells[0].IsControl);
    }
}
