using System.Collections.Immutable;
using GanBench.Experiments;
using GanBench.Records;

namespace GanBench.Summaries;

/// <summary>What is known of a plan: every cell, and every technique over its seeds.</summary>
/// <param name="Metrics">Names of the metrics, in the catalogue's order.</param>
/// <param name="Datasets">The plan's datasets in its order.</param>
public sealed record Summary(ImmutableArray<string> Metrics, ImmutableArray<DatasetSummary> Datasets)
{
    /// <summary>All cells in the plan's order.</summary>
    public IEnumerable<Cell> Cells => Datasets.SelectMany(dataset => dataset.Techniques).SelectMany(technique => technique.Cells);

    /// <summary>Sums up what is known of a plan. A cell that diverged, broke, was skipped or is not there yet is a cell too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="records">What is on disk for it.</param>
    /// <param name="catalogue">Gives the metrics' order and the techniques' labels.</param>
    public static Summary From(ImmutableArray<PlannedRun> plan, RecordSet records, Catalogue catalogue)
    {
        ImmutableArray<string> metrics = [.. catalogue.Metrics.Select(metric => metric.Name)];
        return new Summary(metrics,
        [
            .. from cell in plan.Select(run => Cell.From(run, records, catalogue))
               group cell by cell.Run.Dataset.Name into dataset
               select new DatasetSummary(dataset.Key,
               [
                   .. from cell in dataset
                      group cell by cell.Technique into technique
                      select TechniqueSummary.From(technique.Key, [.. technique], metrics, catalogue),
               ]),
        ]);
    }
}

/// <summary>What is known of a dataset of a plan.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Techniques">The techniques tried on it, in the plan's order.</param>
public sealed record DatasetSummary(string Dataset, ImmutableArray<TechniqueSummary> Techniques)
{
    /// <summary>Its cells in the plan's order.</summary>
    public IEnumerable<Cell> Cells => Techniques.SelectMany(technique => technique.Cells);

    /// <summary>K, the number of modes; null while no cell of it has been measured.</summary>
    public int? ModeCount => Cells
        .Where(cell => cell.Last is not null)
        .Select(cell => (int?)cell.Last!.ModeCounts.Length)
        .FirstOrDefault();
}

/// <summary>What is known of a technique on a dataset.</summary>
/// <remarks>Scores and costs are those of the completed cells; the counts tell how many others there are.</remarks>
/// <param name="Technique">The technique's label.</param>
/// <param name="Cells">One per seed, in the plan's order.</param>
/// <param name="Metrics">Final value over the completed cells, by metric name.</param>
/// <param name="GeneratorStepsPerSecond">Generator updates per second of training, median over the completed cells; NaN when there is none.</param>
/// <param name="SamplesPerSecond">Real training samples per second of training, median over the completed cells; NaN when there is none.</param>
/// <param name="TrainingSeconds">Seconds of training, median over the completed cells; NaN when there is none.</param>
/// <param name="PeakMemoryBytes">Highest memory of any completed cell; 0 when unknown.</param>
/// <param name="OperationsPerGeneratorStep">Floating-point operations of training per generator update, median over the completed cells; NaN when unknown.</param>
/// <param name="IsControl">Whether it is a control: measured beside the techniques, and never trained.</param>
public sealed record TechniqueSummary(
    string Technique,
    ImmutableArray<Cell> Cells,
    ImmutableSortedDictionary<string, SeedSpread> Metrics,
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

    internal static TechniqueSummary From(string technique, ImmutableArray<Cell> cells, ImmutableArray<string> metrics, Catalogue catalogue)
    {
        var completed = cells.Where(cell => cell.State == CellState.Completed).ToImmutableArray();
        var costs = completed.Select(cell => cell.Record!.Cost).OfType<RunCost>().ToImmutableArray();
        return new TechniqueSummary(
            technique,
            cells,
            metrics.ToImmutableSortedDictionary(
                metric => metric, metric => SeedSpread.Of(completed.Select(cell => cell.Final(metric))), StringComparer.Ordinal),
            SeedSpread.Median(costs.Select(cost => cost.GeneratorStepsPerSecond)),
            SeedSpread.Median(costs.Select(cost => cost.SamplesPerSecond)),
            SeedSpread.Median(costs.Select(cost => cost.TrainingSeconds)),
            costs.Select(cost => cost.PeakMemoryBytes).DefaultIfEmpty(0).Max(),
            SeedSpread.Median(completed.Select(cell => (double?)cell.Record!.Cost?.FloatingPointOperations / cell.Run.GeneratorSteps ?? double.NaN)),
            catalogue.IsControl(cells[0].Run.Technique));
    }
}
