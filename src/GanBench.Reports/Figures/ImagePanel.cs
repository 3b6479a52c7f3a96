using GanBench.Experiments.Records;

namespace GanBench.Reports.Figures;

/// <summary>One technique of an image sheet.</summary>
/// <param name="Title">The technique's label.</param>
/// <param name="Caption">Which seed it is and how it scored.</param>
/// <param name="Images">Generated images; null when there are none.</param>
public sealed record ImagePanel(string Title, string Caption, SampleSheet? Images);
