using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GanBench.Definitions;

/// <summary>A named entry of a catalogue with its version and all its parameters, the defaults included.</summary>
/// <param name="Name">Kebab-case name in the catalogue; of a combination of techniques, the names of its parts joined by "+".</param>
/// <param name="Version">The definition's version when the run was planned.</param>
/// <param name="Parameters">Every parameter by its kebab-case name; a combination has none of its own.</param>
public sealed record Choice(string Name, int Version, ImmutableSortedDictionary<string, SettingValue> Parameters)
{
    /// <summary>Version of the way techniques are put together; raised whenever the same parts give other numbers than before.</summary>
    public const int CombinationVersion = 1;

    /// <summary>An entry with some parameters chosen and the others at their defaults.</summary>
    /// <param name="definition">The entry.</param>
    /// <param name="chosen">Values by name.</param>
    public static Choice Of(Definition definition, IReadOnlyDictionary<string, SettingValue> chosen) => new(
        definition.Name,
        definition.Version,
        definition.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name,
            parameter => chosen.GetValueOrDefault(parameter.Name) ?? parameter.Default!,
            StringComparer.Ordinal));

    /// <summary>Techniques that are tried together.</summary>
    /// <param name="parts">At least two, in order.</param>
    public static Choice Together(ImmutableArray<Choice> parts) =>
        new(string.Join('+', parts.Select(part => part.Name)), CombinationVersion, ImmutableSortedDictionary<string, SettingValue>.Empty)
        {
            Parts = parts,
        };

    /// <summary>The techniques that this one is put together from, in order; null for a single technique.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Choice>? Parts { get; init; }
}
