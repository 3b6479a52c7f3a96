using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

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
        var labels = new PlanLabels(plan, catalogue);
        ImmutableArray<DatasetSummary> datasets =
        [
            .. from cell in plan.Select(run => Cell.From(run, records, catalogue, labels))
               group cell by cell.Run.Dataset.Name into dataset
               select DatasetSummary.From(dataset.Key, [.. dataset], catalogue, bootstrap),
        ];
        return new Summary(
            [.. catalogue.Metrics.Select(metric => metric.Name)],
            datasets,
            PooledSummary.From(datasets, bootstrap));
    }
}
