using System.Collections.Immutable;

namespace GanBench.Definitions;

/// <summary>A named thing that a spec can ask for: a dataset, a technique or a profile.</summary>
/// <param name="Name">Kebab-case name, the same in specs, tables and on the command line.</param>
/// <param name="Version">Raised whenever the same choice gives other numbers than before.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Source">Where it comes from; null for this project's own definitions.</param>
/// <param name="Parameters">What can be chosen; empty when nothing can.</param>
public sealed record Definition(
    string Name, int Version, string Summary, Citation? Source, ImmutableArray<SettingDefinition> Parameters)
{
    /// <summary>Range and direction of a metric; null for anything else.</summary>
    public MetricScale? Scale { get; init; }
}
