using System.Collections.Immutable;
using GanBench.Statistics;

namespace GanBench.Reports.Figures;

/// <summary>One technique of a profile.</summary>
/// <param name="Label">The technique's name.</param>
/// <param name="Points">Its profile, by ascending threshold in [0, 1].</param>
public sealed record ProfileSeries(string Label, ImmutableArray<ProfilePoint> Points);
