using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Profiles;

/// <summary>Puts what several layers say of the settings together; later layers win.</summary>
public static class SettingLayers
{
    /// <summary>Nothing said.</summary>
    public static ImmutableSortedDictionary<string, SettingValue> None { get; } =
        ImmutableSortedDictionary.Create<string, SettingValue>(StringComparer.Ordinal);

    /// <summary>The settings that a game has in the end, flat and complete: every one that means something, and no other.</summary>
    /// <remarks>
    /// A layer may say a side's setting for both sides (<c>rate</c>) and for one (<c>generator.rate</c>), which wins within the layer. What
    /// is said for both in a later layer wins over what was said for one in an earlier layer.
    /// </remarks>
    /// <param name="layers">Values by name, the strongest layer last.</param>
    public static ImmutableSortedDictionary<string, SettingValue> Effective(
        params IEnumerable<IReadOnlyDictionary<string, SettingValue>> layers)
    {
        var flat = Flat(layers);
        foreach (var definition in GameSettings.Whole)
            Complete(flat, definition, "");
        foreach (var side in GameSettings.Sides)
        {
            foreach (var definition in GameSettings.Side)
                Complete(flat, definition, side + ".");
        }

        foreach (var name in flat.Keys.Where(name => !Means(flat, name)).ToList())
            flat.Remove(name);
        return flat.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The flat names that a name in a spec stands for: one, or both sides'.</summary>
    /// <param name="name">A name such as <c>batch</c>, <c>rate</c> or <c>generator.rate</c>.</param>
    public static IEnumerable<string> FlatNames(string name) => GameSettings.Side.Any(definition => definition.Name == name)
        ? GameSettings.Sides.Select(side => $"{side}.{name}")
        : [name];

    /// <summary>The definition of a flat name; null when there is none.</summary>
    /// <param name="flatName">A name such as <c>batch</c> or <c>generator.rate</c>.</param>
    public static SettingDefinition? Find(string flatName) => flatName.Split('.') switch
    {
        [var whole] => GameSettings.Whole.FirstOrDefault(definition => definition.Name == whole),
        [var side, var own] when GameSettings.Sides.Contains(side) =>
            GameSettings.Side.FirstOrDefault(definition => definition.Name == own),
        _ => null,
    };

    /// <summary>Flat settings for people: what both sides have in common is said once, without a side.</summary>
    /// <param name="flat">Flat settings.</param>
    public static IEnumerable<(string Name, SettingValue Value)> Brief(IEnumerable<KeyValuePair<string, SettingValue>> flat)
    {
        var all = flat.ToDictionary(StringComparer.Ordinal);
        foreach (var definition in GameSettings.Whole.Where(definition => all.ContainsKey(definition.Name)))
            yield return (definition.Name, all[definition.Name]);
        foreach (var name in GameSettings.Side.Select(definition => definition.Name))
        {
            var sides = GameSettings.Sides.Select(side => $"{side}.{name}").Where(all.ContainsKey).ToList();
            if (sides.Count == GameSettings.Sides.Length && sides.Select(side => all[side]).Distinct().Count() == 1)
            {
                yield return (name, all[sides[0]]);
                continue;
            }

            foreach (var side in sides)
                yield return (side, all[side]);
        }
    }

    /// <summary>Settings that mean something and that no layer gives a value: only those without a usable default.</summary>
    /// <param name="flat">Flat settings, as <see cref="Effective"/> gives them.</param>
    /// <returns>Flat names.</returns>
    public static IEnumerable<string> Open(IReadOnlyDictionary<string, SettingValue> flat)
    {
        var all = flat.ToDictionary(StringComparer.Ordinal);
        IEnumerable<string> names =
        [
            .. GameSettings.Whole.Select(definition => definition.Name),
            .. GameSettings.Side.SelectMany(definition => FlatNames(definition.Name)),
        ];
        return names.Where(name => Means(all, name) && !(all.TryGetValue(name, out var value) && Find(name)!.Allows(value)));
    }

    private static Dictionary<string, SettingValue> Flat(IEnumerable<IReadOnlyDictionary<string, SettingValue>> layers)
    {
        var flat = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            foreach (var (name, value) in layer.OrderBy(pair => pair.Key.Contains('.', StringComparison.Ordinal)))
            {
                foreach (var flatName in FlatNames(name))
                    flat[flatName] = value;
            }
        }

        return flat;
    }

    private static void Complete(Dictionary<string, SettingValue> flat, SettingDefinition definition, string prefix)
    {
        if (definition.Default is { } value)
            flat.TryAdd(prefix + definition.Name, value);
    }

    /// <summary>Whether a setting means anything beside the others; what it depends on is its own side's, or the whole game's.</summary>
    private static bool Means(Dictionary<string, SettingValue> flat, string name)
    {
        var (side, own) = name.Split('.') is [var one, var rest] ? (one + ".", rest) : ("", name);
        var definition = (side.Length > 0 ? GameSettings.Side : GameSettings.Whole).FirstOrDefault(one => one.Name == own);
        if (definition?.When is not var (decides, values))
            return true;
        var decided = flat.GetValueOrDefault(side + decides) ?? flat.GetValueOrDefault(decides);
        return decided is not null && values.Contains(decided.ToString(), StringComparer.Ordinal);
    }
}
