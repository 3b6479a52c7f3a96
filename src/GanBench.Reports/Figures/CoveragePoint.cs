namespace GanBench.Reports.Figures;

/// <summary>One evaluation of a coverage curve.</summary>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="AtShare">Modes at share; NaN when undefined.</param>
/// <param name="Captured">Modes captured; NaN when undefined.</param>
public sealed record CoveragePoint(int GeneratorStep, double AtShare, double Captured);
