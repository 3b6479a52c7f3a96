using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Reports.Summaries;

/// <summary>What one cell counts for in the statistics of a metric.</summary>
/// <remarks>
/// The rule, kept here and nowhere else. A completed run counts with the metric's last value, and a metric that is NaN there is undefined.
/// A run that diverged or failed counts with the worst end of the metric's declared range (no modes, a share of 0), and is undefined where
/// that end is infinite. Undefined scores are left out of means and intervals, the number of defined ones is told, and they rank below
/// every other score: read a mean of a metric without a worst value beside that number. A
/// cell that was skipped, not run or damaged says nothing about its technique and does not count.
/// </remarks>
/// <param name="Seed">The cell's seed.</param>
/// <param name="State">How it ended: completed, diverged or failed.</param>
/// <param name="Value">Its score; NaN when undefined.</param>
public sealed record SeedScore(int Seed, CellState State, double Value)
{
    /// <summary>The scores of the cells that count, in their order.</summary>
    /// <param name="cells">Cells of one technique on one dataset.</param>
    /// <param name="metric">The metric's name; a cell that is not measured with it does not count.</param>
    /// <param name="scale">Its range and direction.</param>
    public static ImmutableArray<SeedScore> Of(IEnumerable<Cell> cells, string metric, MetricScale scale) =>
    [
        .. from cell in cells
           where cell.State is CellState.Completed or CellState.Diverged or CellState.Failed
           where cell.IsMeasured(metric)
           select new SeedScore(cell.Run.Seed, cell.State, ValueOf(cell, metric, scale)),
    ];

    private static double ValueOf(Cell cell, string metric, MetricScale scale) =>
        cell.State == CellState.Completed ? cell.Final(metric)
        : double.IsFinite(scale.Worst) ? scale.Worst
        : double.NaN;
}
