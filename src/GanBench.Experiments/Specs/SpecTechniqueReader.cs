using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>
/// Reads the techniques of a spec: <c>"ns-gan"</c>, <c>{ "name": "wgan-gp", "lambda": 0.1 }</c>, and several together as
/// <c>["hinge", "spectral-norm"]</c> or <c>{ "all-of": [...], "on": [...] }</c>.
/// </summary>
internal static class SpecTechniqueReader
{
    /// <summary>The key of the list in a combination that says more than its techniques.</summary>
    public const string AllOf = "all-of";

    private static readonly string[] Keys = ["name", "on", "settings"];
    private static readonly string[] PartKeys = ["name"];
    private static readonly string[] CombinationKeys = [AllOf, "on", "settings"];

    /// <summary>The techniques that can be understood, each with its place; what is wrong with the others is reported.</summary>
    public static List<(SpecNode Node, SpecTechnique Read)> Read(
        IReadOnlyList<SpecNode> items, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        var read = new List<(SpecNode, SpecTechnique)>();
        foreach (var item in items)
        {
            var problemsBefore = item.Problems.Count;
            List<SpecTechnique> techniques =
                [.. IsCombination(item) ? Combinations(item, catalogue, datasets) : Single(item, catalogue, datasets)];
            if (item.Problems.Count == problemsBefore)   // what is half understood would look like the same cell twice
                read.AddRange(techniques.Select(technique => (item, technique)));
        }

        return read;
    }

    /// <summary>A technique, or several where a value is given as <c>each</c>.</summary>
    private static IEnumerable<SpecTechnique> Single(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        if (SpecEntryReader.Read(item, "technique", catalogue.Techniques, Keys) is not { } entry)
            return [];
        var (places, settings) = (On(entry.Members, datasets), SpecSettingsReader.ReadIn(entry.Members, catalogue));
        return from parameters in entry.Variants
               from layer in settings
               select new SpecTechnique(entry.Definition.Name, parameters, places, layer);
    }

    /// <summary>Whether several techniques are written: a list, or an object with the list under "all-of".</summary>
    private static bool IsCombination(SpecNode node) => node.Value.ValueKind == JsonValueKind.Array
        || (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(AllOf, out _));

    private static List<SpecTechnique> Combinations(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        if (item.Value.ValueKind == JsonValueKind.Array)
            return Combinations(item, item, catalogue);
        var members = item.Members("a combination")!;
        SpecEntryReader.ReportUnknown(item, members, CombinationKeys);
        var (places, settings) = (On(members, datasets), SpecSettingsReader.ReadIn(members, catalogue));
        return
        [
            .. from technique in Combinations(item, members[AllOf], catalogue)
               from layer in settings
               select technique with { On = places, Settings = layer },
        ];
    }

    private static List<SpecTechnique> Combinations(SpecNode item, SpecNode list, Catalogue catalogue)
    {
        if (list.Value.ValueKind == JsonValueKind.Array && list.Value.GetArrayLength() < 2)
        {
            list.Report("a combination needs at least two techniques; to try one alone, write it without a list.");
            return [];
        }

        var problemsBefore = item.Problems.Count;
        var parts = (list.Items("technique") ?? []).Select(node => Part(node, catalogue)).ToList();
        if (item.Problems.Count > problemsBefore)
            return [];
        List<SpecTechnique> combinations =
        [
            .. from chosen in SpecEntryReader.Products(parts)
               let name = string.Join('+', chosen.Select(part => part.Name))
               select new SpecTechnique(name, SettingLayers.None, On: null, SpecSettings.Silent) { Parts = [.. chosen] },
        ];
        if (catalogue.Refusal(Plan.Choose(combinations[0], catalogue)) is { } reason)
            item.Report(reason);
        return combinations;
    }

    private static IReadOnlyList<SpecTechnique> Part(SpecNode node, Catalogue catalogue)
    {
        if (IsCombination(node))
        {
            node.Report("a combination inside a combination is not allowed; name all its techniques in one list.");
            return [];
        }

        foreach (var key in (ReadOnlySpan<string>)["on", "settings"])
        {
            if (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(key, out _))
                node.Report($"\"{key}\" belongs to the whole combination; write {{ \"all-of\": [...], \"{key}\": ... }}.");
        }

        return SpecEntryReader.Read(node, "technique", catalogue.Techniques, PartKeys, explained: ["on", "settings"]) is { } entry
            ? [.. entry.Variants.Select(parameters => new SpecTechnique(entry.Definition.Name, parameters, On: null, SpecSettings.Silent))]
            : [];
    }

    private static ImmutableArray<string>? On(Dictionary<string, SpecNode> members, IReadOnlyCollection<string> datasets)
    {
        if (!members.TryGetValue("on", out var node))
            return null;
        var names = new List<string>();
        foreach (var item in node.Items("dataset") ?? [])
        {
            if (item.Text("the name of a dataset") is not { } name)
                continue;
            if (!datasets.Contains(name, StringComparer.Ordinal))
                item.Report($"{SpecNode.Quote(name)} is not among this spec's datasets. {Suggestion.Sentence(name, datasets, "There")}");
            else if (names.Contains(name, StringComparer.Ordinal))
                item.Report($"the dataset \"{name}\" appears twice; each dataset may appear once.");
            else
                names.Add(name);
        }

        return [.. names];
    }
}
