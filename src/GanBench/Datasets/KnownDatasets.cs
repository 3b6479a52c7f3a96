using System.Collections.Immutable;
using GanBench.Experiments;

namespace GanBench.Datasets;

/// <summary>A dataset's catalogue entry.</summary>
/// <param name="Name">Kebab-case name, the same in specs, tables and on the command line.</param>
/// <param name="Parameters">What a spec can choose; empty when nothing can.</param>
/// <param name="Create">Builds the dataset from the value of every parameter, by its kebab-case name.</param>
public sealed record KnownDataset(
    string Name, ImmutableArray<ParameterDefinition> Parameters, Func<ImmutableSortedDictionary<string, double>, Dataset> Create)
{
    /// <summary>The dataset with the default of every parameter.</summary>
    public Dataset Default => Create(Parameters.ToImmutableSortedDictionary(
        parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal));

    /// <summary>What planning and reports need; version, summary and source are those of <see cref="Default"/>.</summary>
    public Definition Definition => new(Name, Default.Version, Default.Summary, Default.Source, Parameters);
}

/// <summary>Every dataset that a spec can name.</summary>
public static class KnownDatasets
{
    /// <summary>All entries, in the order lists show them.</summary>
    public static ImmutableArray<KnownDataset> All { get; } =
    [
        // points
        new("ring8", [], _ => new Ring()),
        new("ring8-imbalanced", ImbalancedRing.Parameters, ImbalancedRing.From),
        new("ring8-wide", [], _ => new WideRing()),
        new("ring7-doubled", [], _ => new DoubledRing()),
        new("grid25", [], _ => new Grid()),

        // images
        new("glyphs", [], _ => new Glyphs()),
        new("mnist", [], _ => new Mnist()),
        new("stacked-glyphs", [], _ => new StackedGlyphs()),
        new("stacked-mnist", [], _ => new StackedMnist()),
    ];

    /// <summary>The dataset that a planned run names.</summary>
    /// <param name="choice">Its name, version and value of every parameter.</param>
    /// <exception cref="ArgumentException">No dataset has that name, or it has another version; a spec's names are checked when it is planned.</exception>
    public static Dataset Create(Choice choice)
    {
        var known = All.FirstOrDefault(known => known.Name == choice.Name)
            ?? throw new ArgumentException(
                $"Unknown dataset \"{choice.Name}\". Known: {string.Join(", ", All.Select(known => known.Name))}.", nameof(choice));
        var dataset = known.Create(choice.Parameters);
        return dataset.Version == choice.Version
            ? dataset
            : throw new ArgumentException(
                $"Dataset \"{choice.Name}\" version {choice.Version} does not exist in this version of GanBench; it has version {dataset.Version}.", nameof(choice));
    }
}
