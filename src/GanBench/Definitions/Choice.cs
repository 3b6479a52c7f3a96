using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GanBench.Definitions;

/// <summary>A named entry of a catalogue with its version and all its parameters, the defaults included.</summary>
/// <param name="Name">Kebab-case name in the catalogue; of a combination of techniques, the names of its parts joined by "+".</param>
/// <param name="Version">The definition's version when the run was planned.</param>
/// <param name="Parameters">Every parameter by its kebab-case name; a combination has none of its own.</param>
public sealed record Choice(string Name, int Version, ImmutableSortedDictionary<string, double> Parameters)
{
    /// <summary>The techniques that this one is put together from, in order; null for a single technique.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Choice>? Parts { get; init; }
}
