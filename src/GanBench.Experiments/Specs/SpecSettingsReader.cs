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

    /// <returns>The layer; several where some values are given as <c>each</c>. What is wrong with it is reported.</returns>
    public static ImmutableArray<SpecSettings> Read(SpecNode node, Catalogue catalogue)
    {
        if (node.Members("settings; write an object such as { \"rate\": 1e-3 }") is not { } members)
            return [SpecSettings.Silent];
        IEnumerable<SettingDefinition> both = [.. GameSettings.Whole, .. GameSettings.Side];
        node.ReportUnknown(members, [ProfileKey, Averages.Name, .. GameSettings.Sides, .. both.Select(setting => setting.Name)]);
        var profile = members.TryGetValue(ProfileKey, out var profileNode)
            ? SpecParser.Known(profileNode, "profile", [.. catalogue.Profiles.Select(known => known.Definition)])?.Name : null;
        ImmutableArray<double>? averages = members.TryGetValue(Averages.Name, out var averagesNode)
            && averagesNode.Setting(Averages) is SettingValue.List list
            ? [.. list.Values.Select(value => ((SettingValue.Number)value).Value).Distinct()] : null;
        var variants = SpecParser.Variants(members, both);
        foreach (var side in GameSettings.Sides)
            variants = [.. from whole in variants from own in Side(side, members) select whole.AddRange(own)];
        return [.. variants.Select(values => new SpecSettings(profile, values, averages))];
    }

    private static IEnumerable<ImmutableSortedDictionary<string, SettingValue>> Side(string side, Dictionary<string, SpecNode> members)
    {
        if (!members.TryGetValue(side, out var node)
            || node.Members($"the {side}'s settings; write an object such as {{ \"rate\": 1e-3 }}") is not { } own)
        {
            return [SettingLayers.None];
        }
        foreach (var key in own.Keys.Where(key => GameSettings.Whole.Any(setting => setting.Name == key)).ToList())
        {
            node.Report($"\"{key}\" belongs to the whole game, not to one side; write it beside \"{side}\".");
            own.Remove(key);
        }

        node.ReportUnknown(own, [.. GameSettings.Side.Select(setting => setting.Name)]);
        return SpecParser.Variants(own, GameSettings.Side).Select(values => values.ToImmutableSortedDictionary(
            pair => $"{side}.{pair.Key}", pair => pair.Value, StringComparer.Ordinal));
    }
}
