using System.Collections.Immutable;
using GanBench.Statistics;

namespace GanBench.Reports.Figures;

/// <summary>One technique of the figure.</summary>
/// <param name="Label">The technique's label.</param>
/// <param name="IsControl">Whether it is a control; these stand apart, at the end.</param>
/// <param name="Seeds">Score of every seed; NaN where a run has nothing to show.</param>
/// <param name="Centre">Interquartile mean; NaN when there is none.</param>
/// <param name="Interval">Its interval, or none.</param>
public sealed record SeedDotRow(string Label, bool IsControl, ImmutableArray<double> Seeds, double Centre, Interval Interval);
