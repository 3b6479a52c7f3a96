using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>Every dataset that a spec can name.</summary>
public static class KnownDatasets
{
    /// <summary>All entries, in the order lists show them.</summary>
    public static ImmutableArray<KnownDataset> All { get; } =
    [
        // points
        new("ring8", () => new Ring()),
        KnownDataset.WithSettings<ImbalancedRing>("ring8-imbalanced"),
        new("ring8-wide", () => new WideRing()),
        new("ring7-doubled", () => new DoubledRing()),
        new("grid25", () => new Grid()),

        // images
        new("glyphs", () => new Glyphs()),
        new("mnist", () => new Mnist()),
        new("stacked-glyphs", () => new StackedGlyphs()),
        new("stacked-mnist", () => new StackedMnist()),
    ];

    /// <summary>The dataset that a planned run names.</summary>
    /// <param name="choice">Its name, version and value of every parameter.</param>
    /// <exception cref="ArgumentException">
    /// No dataset has that name, or it has another version; a spec's names are checked when it is planned.
    /// </exception>
    public static Dataset Create(Choice choice)
    {
        var known = All.FirstOrDefault(known => known.Name == choice.Name)
            ?? throw new ArgumentException(
                $"Unknown dataset \"{choice.Name}\". Known: {string.Join(", ", All.Select(known => known.Name))}.", nameof(choice));
        var dataset = known.Create(
            choice.Parameters.ToDictionary(pair => pair.Key, pair => (SettingValue)pair.Value, StringComparer.Ordinal));
        return dataset.Version == choice.Version
            ? dataset
            : throw new ArgumentException(
                $"Dataset \"{choice.Name}\" version {choice.Version} does not exist in this version of GanBench; it has version "
                    + $"{dataset.Version}.", nameof(choice));
    }
}
