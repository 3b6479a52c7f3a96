using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>Reads names of the catalogue with the values that a spec gives to their parameters.</summary>
internal static class SpecEntryReader
{
    /// <summary>
    /// A name, or an object with a name and parameters of the definition that it names; some keys may be explained by the caller.
    /// </summary>
    public static SpecEntry? Read(
        SpecNode node, string kind, ImmutableArray<Definition> known, string[] keys, params ReadOnlySpan<string> explained)
    {
        if (node.Value.ValueKind == JsonValueKind.String)
            return Known(node, kind, known) is { } plain ? new SpecEntry(plain, [SettingLayers.None], []) : null;
        if (node.Members($"a {kind}; write its name, or an object with \"name\" and parameters") is not { } members)
            return null;
        if (!members.TryGetValue("name", out var nameNode))
        {
            node.Report($"the key \"name\" is missing; it names the {kind}. {Suggestion.Sentence("", Names(known), "Known")}");
            return null;
        }

        if (Known(nameNode, kind, known, node) is not { } definition)
            return null;
        ReportUnknown(node, members, [.. keys, .. definition.Parameters.Select(parameter => parameter.Name)], explained);
        return new SpecEntry(definition, Variants(members, definition.Parameters), members);
    }

    /// <summary>
    /// Reports the keys that nobody asks for, but for those that are explained elsewhere; a setting among them is shown its place.
    /// </summary>
    public static void ReportUnknown(
        SpecNode node, Dictionary<string, SpecNode> members, IReadOnlyCollection<string> allowed, params ReadOnlySpan<string> explained)
    {
        var inPart = !allowed.Contains("settings", StringComparer.Ordinal);
        List<string> settings =
            [.. members.Keys.Except(allowed, StringComparer.Ordinal).Intersect(SpecSettingsReader.Keys, StringComparer.Ordinal)];
        foreach (var key in settings)
        {
            var place = $"\"settings\": {{ \"{key}\": ... }}";
            members[key].Report($"this is a setting; write {(inPart ? $"{{ \"{SpecTechniqueReader.AllOf}\": [...], {place} }}" : place)}.");
        }

        node.ReportUnknown(members, allowed, [.. explained, .. settings]);
    }

    /// <summary>
    /// The values that an object gives to settings; several sets where some are given as <c>each</c>, the last of them varying first.
    /// </summary>
    public static IReadOnlyList<ImmutableSortedDictionary<string, SettingValue>> Variants(
        Dictionary<string, SpecNode> members, IEnumerable<SettingDefinition> known)
    {
        var choices = known
            .Where(setting => members.ContainsKey(setting.Name))
            .Select(setting => members[setting.Name].Settings(setting).Select(value => (setting.Name, Value: value)).ToList())
            .Where(values => values.Count > 0)
            .ToList();
        return
        [
            .. Products(choices).Select(
                values => values.ToImmutableSortedDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)),
        ];
    }

    /// <summary>Every way to take one of each list.</summary>
    public static IEnumerable<ImmutableArray<T>> Products<T>(IEnumerable<IReadOnlyList<T>> lists) => lists.Aggregate(
        (IEnumerable<ImmutableArray<T>>)[[]],
        (products, list) => products.SelectMany(product => list.Select(one => product.Add(one))));

    public static Definition? Known(SpecNode node, string kind, ImmutableArray<Definition> known, SpecNode? reportAt = null)
    {
        if (node.Text($"the name of a {kind}") is not { } name)
            return null;
        if (known.FirstOrDefault(definition => definition.Name == name) is { } found)
            return found;
        (reportAt ?? node).Report($"unknown {kind} {SpecNode.Quote(name)}. {Suggestion.Sentence(name, Names(known), "Known")}");
        return null;
    }

    /// <summary>The names of some entries, in their order.</summary>
    public static string[] Names(ImmutableArray<Definition> known) => [.. known.Select(definition => definition.Name)];
}
