using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Profiles;

/// <summary>A named set of settings: a file <c>Profiles/&lt;name&gt;.json</c>, which is part of the program.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Version">Raised whenever the profile says something else than before.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Values">Its settings by name; for one side <c>generator.rate</c>.</param>
public sealed record Profile(string Name, int Version, string Summary, ImmutableSortedDictionary<string, SettingValue> Values)
{
    /// <summary>The profile's entry in the catalogue.</summary>
    public Definition Definition => new(Name, Version, Summary, null, []);

    /// <summary>The settings of a game that nothing else says anything about.</summary>
    public GameSettings Settings => GameSettings.From(SettingLayers.Effective(Values));
}
