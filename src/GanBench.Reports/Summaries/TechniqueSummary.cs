using System.Collections.Immutable;
using GanBench.Experiments.Records;

namespace GanBench.Reports.Summaries;

/// <summary>What is known of a technique on a dataset.</summary>
/// <remarks>Scores are those of the seeds that count, see <see cref="SeedScore"/>; costs are those of the completed cells.</remarks>
/// <param name="Technique">The technique's label.</param>
/// <param name="Cells">One per seed, in the plan's order.</param>
/// <param name="Metrics">Scores over the seeds, by name of the dataset's metrics.</param>
/// <param name="GeneratorStepsPerSecond">
/// Generator updates per second of training, median over the completed cells; NaN when there is none.
/// </param>
/// <param name="SamplesPerSecond">
/// Real training samples per second of training, median over the completed cells; NaN when there is none.
/// </param>
/// <param name="TrainingSeconds">Seconds of training, median over the completed cells; NaN when there is none.</param>
/// <param name="PeakMemoryBytes">Highest memory of any completed cell; 0 when unknown.</param>
/// <param name="OperationsPerGeneratorStep">
/// Floating-point operations of training per generator update, median over the completed cells; NaN when unknown.
/// </param>
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

    internal static TechniqueSummary From(
        string technique, ImmutableArray<Cell> cells, ImmutableSortedDictionary<string, MetricSummary> metrics)
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
            SeedSpread.Median(
                completed.Select(cell => (double?)cell.Record!.Cost?.FloatingPointOperations / cell.Run.GeneratorSteps ?? double.NaN)),
            cells[0].IsControl);
    }
}
