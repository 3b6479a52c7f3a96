using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>A dataset's catalogue entry.</summary>
/// <param name="Name">Kebab-case name, the same in specs, tables and on the command line.</param>
/// <param name="Parameters">What a spec can choose; empty when nothing can.</param>
/// <param name="Create">Builds the dataset from values by kebab-case name; a parameter that is not among them has its default.</param>
public sealed record KnownDataset(
    string Name, ImmutableArray<SettingDefinition> Parameters, Func<IReadOnlyDictionary<string, SettingValue>, Dataset> Create)
{
    /// <summary>A dataset of which nothing can be chosen.</summary>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="create">Builds it.</param>
    public KnownDataset(string name, Func<Dataset> create)
        : this(name, [], _ => create())
    {
    }

    /// <summary>The dataset with the default of every parameter.</summary>
    public Dataset Default => Create(ImmutableSortedDictionary<string, SettingValue>.Empty);

    /// <summary>What planning and reports need; version, summary and source are those of <see cref="Default"/>.</summary>
    public Definition Definition => new(Name, Default.Version, Default.Summary, Default.Source, Parameters);

    /// <summary>A dataset of which the settings of its constructor can be chosen.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Kebab-case name.</param>
    public static KnownDataset WithSettings<T>(string name)
        where T : Dataset =>
        new(name, Settings.Of(typeof(T)), values => (T)Settings.Create(typeof(T), values));
}
