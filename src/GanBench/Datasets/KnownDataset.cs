using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>A dataset's catalogue entry.</summary>
/// <param name="Name">Kebab-case name, the same in specs, tables and on the command line.</param>
/// <param name="Parameters">What a spec can choose; empty when nothing can.</param>
/// <param name="Create">Builds the dataset from the value of every parameter, by its kebab-case name.</param>
public sealed record KnownDataset(
    string Name, ImmutableArray<SettingDefinition> Parameters, Func<IReadOnlyDictionary<string, SettingValue>, Dataset> Create)
{
    /// <summary>The dataset with the default of every parameter.</summary>
    public Dataset Default => Create(ImmutableSortedDictionary<string, SettingValue>.Empty);

    /// <summary>What planning and reports need; version, summary and source are those of <see cref="Default"/>.</summary>
    public Definition Definition => new(Name, Default.Version, Default.Summary, Default.Source, Parameters);
}
