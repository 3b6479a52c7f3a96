using System.Collections.Immutable;

namespace GanBench.Reports.Summaries;

/// <summary>What one cell counts for in the statistics of a metric.</summary>
/// <remarks>
/// The rule, kept here and nowhere else. A completed run counts with the metric's last value. A run that diverged or failed has nothing to
/// show: its score is NaN, as is that of a metric that is undefined at the end of a run. NaN is left out of means and intervals, the number
/// of scores that are not NaN is told beside them, and in comparisons it is last whatever the metric's direction, tied with its like; it is
/// never the end of a range, which could be a good value. A cell that the machine took, or that was skipped, not run or damaged, says
/// nothing about its technique and does not count.
/// </remarks>
/// <param name="Seed">The cell's seed.</param>
/// <param name="State">How it ended: completed, diverged or failed.</param>
/// <param name="Value">Its score; NaN where there is nothing to show.</param>
public sealed record SeedScore(int Seed, CellState State, double Value)
{
    /// <summary>The scores of the cells that count, in their order.</summary>
    /// <param name="cells">Cells of one technique on one dataset.</param>
    /// <param name="metric">The metric's name; a cell that is not measured with it does not count.</param>
    public static ImmutableArray<SeedScore> Of(IEnumerable<Cell> cells, string metric) =>
    [
        .. from cell in cells
           where cell.State is CellState.Completed or CellState.Diverged or CellState.Failed
           where cell.IsMeasured(metric)
           select new SeedScore(cell.Run.Seed, cell.State, cell.State == CellState.Completed ? cell.Final(metric) : double.NaN),
    ];
}
