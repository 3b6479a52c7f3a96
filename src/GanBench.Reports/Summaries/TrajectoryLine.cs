using System.Collections.Immutable;
using GanBench.Experiments.Records;

namespace GanBench.Reports.Summaries;

/// <summary>What was measured of some weights of a cell at a checkpoint.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="Weights"><c>last</c>, also for a control, which has none; or <c>average 0.999</c> with the average's decay.</param>
/// <param name="Metrics">Value by metric name; NaN where a metric is undefined.</param>
/// <param name="ModeCounts">High-quality samples of each mode.</param>
/// <param name="Training">How training stands; null for an average, of which that means nothing, and where nothing is trained.</param>
internal sealed record TrajectoryLine(
    Cell Cell,
    int GeneratorStep,
    string Weights,
    ImmutableSortedDictionary<string, double> Metrics,
    ImmutableArray<int> ModeCounts,
    TrainingFacts? Training)
{
    /// <summary>A cell's lines, by checkpoint, the last weights first; none where nothing was measured.</summary>
    /// <param name="cell">The cell.</param>
    public static IEnumerable<TrajectoryLine> Of(Cell cell)
    {
        foreach (var evaluation in cell.Record?.Result.Trajectory ?? [])
        {
            var step = evaluation.GeneratorStep;
            yield return new TrajectoryLine(cell, step, "last", evaluation.Metrics, evaluation.ModeCounts, evaluation.Training);
            foreach (var average in evaluation.Averages ?? [])
                yield return new TrajectoryLine(
                    cell, step, $"average {average.Decay:R}", average.Metrics, average.ModeCounts, Training: null);
        }
    }
}
