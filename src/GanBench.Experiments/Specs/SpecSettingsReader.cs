using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>Reads one layer of settings: <c>{ "profile": "points-tanh128", "batch": 256, "generator": { "rate": 2e-3 } }</c>.</summary>
internal static class SpecSettingsReader
{
    private const string ProfileKey = "profile";

    private static readonly SettingDefinition Averages = new(
        "averages", "decays of the averages of the generator's weights that are measured beside the last ones", null)
    {
        TakesNumbers = true, Minimum = 0, Below = 1, Length = (0, 8),
    };

    /// <summary>Everything that may be said in a layer.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        ProfileKey, Averages.Name, .. GameSettings.Sides,
        .. GameSettings.Whole.Select(setting => setting.Name), .. GameSettings.Side.Select(setting => setting.Name),
    ];

    /// <summary>The layer under <c>settings</c> among some members; one that says nothing where there is none.</summary>
    /// <param name="members">The members of a spec, of a dataset or of a technique, by their keys.</param>
    /// <param name="catalogue">What may be named.</param>
    public static ImmutableArray<SpecSettings> ReadIn(Dictionary<string, SpecNode> members, Catalogue catalogue) =>
        members.TryGetValue("settings", out var node) ? Read(node, catalogue) : [SpecSettings.Silent];

    /// <summary>Reads a layer.</summary>
    /// <param name="node">Where it is written.</param>
    /// <param name="catalogue">What may be named.</param>
    /// <returns>The layer; several where some values are given as <c>each</c>. What is wrong with it is reported.</returns>
    public static ImmutableArray<SpecSettings> Read(SpecNode node, Catalogue catalogue)
    {
        if (node.Members("an object of settings; write one such as { \"rate\": 1e-3 }") is not { } members)
            return [SpecSettings.Silent];
        IEnumerable<SettingDefinition> both = [.. GameSettings.Whole, .. GameSettings.Side];
        ReportUnknown(node, members, catalogue);
        var profile = members.TryGetValue(ProfileKey, out var profileNode)
            ? SpecEntryReader.Known(profileNode, "profile", [.. catalogue.Profiles.Select(known => known.Definition)])?.Name : null;
        var averages = members.TryGetValue(Averages.Name, out var averagesNode) ? Decays(averagesNode) : null;
        var variants = SpecEntryReader.Variants(members, both);
        foreach (var side in GameSettings.Sides)
            variants = [.. from whole in variants from own in Side(side, members) select whole.AddRange(own)];
        return [.. variants.Select(values => new SpecSettings(profile, values, averages))];
    }

    /// <summary>Shows what is no setting its place.</summary>
    private static void ReportUnknown(SpecNode node, Dictionary<string, SpecNode> members, Catalogue catalogue)
    {
        List<string> explained = [];
        foreach (var (key, member) in members.Where(member => !Keys.Contains(member.Key, StringComparer.Ordinal)))
        {
            List<string> techniques =
                [.. catalogue.Techniques.Where(known => known.Parameters.Any(own => own.Name == key)).Select(known => known.Name)];
            var place = key == "generator-steps" ? "write it beside \"settings\", for the spec or for a dataset"
                : techniques.Count > 0 ? $"it is a parameter of {string.Join(", ", techniques)}; write it beside the technique's name"
                : null;
            if (place is null)
                continue;
            member.Report($"this is no setting; {place}.");
            explained.Add(key);
        }

        node.ReportUnknown(members, Keys, [.. explained]);
    }

    private static ImmutableArray<double>? Decays(SpecNode node)
    {
        if (node.Setting(Averages) is not SettingValue.List list)
            return null;
        ImmutableArray<double> decays = [.. list.Values.Select(value => ((SettingValue.Number)value).Value)];
        foreach (var twice in decays.GroupBy(decay => decay).Where(same => same.Count() > 1))
            node.Report($"the decay {twice.Key:R} appears twice; each decay may appear once.");
        return decays;
    }

    private static IEnumerable<ImmutableSortedDictionary<string, SettingValue>> Side(string side, Dictionary<string, SpecNode> members)
    {
        if (!members.TryGetValue(side, out var node)
            || node.Members($"an object of the {side}'s settings; write one such as {{ \"rate\": 1e-3 }}") is not { } own)
        {
            return [SettingLayers.None];
        }
        foreach (var key in own.Keys.Where(key => GameSettings.Whole.Any(setting => setting.Name == key)).ToList())
        {
            node.Report($"\"{key}\" belongs to the whole game, not to one side; write it beside \"{side}\".");
            own.Remove(key);
        }

        node.ReportUnknown(own, [.. GameSettings.Side.Select(setting => setting.Name)]);
        return SpecEntryReader.Variants(own, GameSettings.Side).Select(values => values.ToImmutableSortedDictionary(
            pair => $"{side}.{pair.Key}", pair => pair.Value, StringComparer.Ordinal));
    }
}
