using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>A technique's entry in the catalogue.</summary>
/// <param name="Definition">Name, version, source and parameters.</param>
/// <param name="Create">Makes the technique from parameters by name; one that is not among them has its default.</param>
public sealed record KnownTechnique(Definition Definition, Func<IReadOnlyDictionary<string, SettingValue>, Technique> Create)
{
    /// <summary>The technique with the default of every parameter.</summary>
    public Technique Default => Create(ImmutableSortedDictionary<string, SettingValue>.Empty);

    /// <summary>Reads the entry off a technique's constructor.</summary>
    /// <typeparam name="T">A record whose constructor parameters have a default and a <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="named">Parameters that the name itself says, such as the 2 in <c>pacgan-2</c>: a spec cannot choose them.</param>
    public static KnownTechnique Describe<T>(string name, params (string Parameter, SettingValue Value)[] named)
        where T : Technique
    {
        var said = named.ToImmutableSortedDictionary(one => one.Parameter, one => one.Value, StringComparer.Ordinal);
        var defaults = Make(said);
        return new KnownTechnique(
            new Definition(
                name, defaults.Version, defaults.Summary, defaults.Source,
                [.. Settings.Of(typeof(T)).Where(setting => !said.ContainsKey(setting.Name))]),
            Make);

        Technique Make(IReadOnlyDictionary<string, SettingValue> values) =>
            (Technique)Settings.Create(typeof(T), values.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(said));
    }
}
