using GanBench.Numerics;

namespace GanBench.Reports.Figures;

/// <summary>One technique of a mode scatter.</summary>
/// <param name="Title">The technique's label.</param>
/// <param name="Caption">Which seed it is and how it scored.</param>
/// <param name="Points">Generated points, shape [N, 2], in data units; null when there are none.</param>
public sealed record ScatterPanel(string Title, string Caption, Samples? Points);
