using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Specs;

/// <summary>A technique of a spec, or several that are tried together.</summary>
/// <param name="Name">Name in the catalogue; of a combination, the names of its parts joined by "+".</param>
/// <param name="Parameters">The parameters that the spec names; the others keep their defaults. A combination has none of its own.</param>
/// <param name="On">Names of the datasets it is tried on, or null for all of the spec's.</param>
/// <param name="Settings">What the spec says of the settings for this technique.</param>
public sealed record SpecTechnique(
    string Name, ImmutableSortedDictionary<string, SettingValue> Parameters, ImmutableArray<string>? On, SpecSettings Settings)
{
    /// <summary>The techniques of a combination, at least two; null for a single technique.</summary>
    /// <remarks>
    /// Their order is part of what is run: what the discriminator is shown and the optimisers go through the parts in order, so the same
    /// parts in another order are another cell.
    /// </remarks>
    public ImmutableArray<SpecTechnique>? Parts { get; init; }

    /// <summary>Whether this technique is tried on a dataset of the spec.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public bool IsOn(string dataset) => On is not { } names || names.Contains(dataset, StringComparer.Ordinal);
}
