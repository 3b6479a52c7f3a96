using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;

namespace GanBench.Experiments.Profiles;

/// <summary>The profiles that a spec can name: every JSON file of this folder, which is part of the program.</summary>
public static class KnownProfiles
{
    private const string Prefix = "profiles/";

    /// <summary>All profiles by name.</summary>
    public static ImmutableArray<Profile> All { get; } =
    [
        .. typeof(KnownProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>The profile of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Profile Find(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException(
            $"There is no profile \"{name}\". Known: {string.Join(", ", All.Select(profile => profile.Name))}.", nameof(name));

    private static Profile Read(string resource)
    {
        using var stream = typeof(KnownProfiles).Assembly.GetManifestResourceStream(resource)!;
        using var file = JsonDocument.Parse(stream);
        var root = file.RootElement;
        return new Profile(
            resource[Prefix.Length..^".json".Length],
            root.GetProperty("version").GetInt32(),
            root.GetProperty("summary").GetString()!,
            Values(root.GetProperty("settings")));
    }

    private static ImmutableSortedDictionary<string, SettingValue> Values(JsonElement settings) => settings.EnumerateObject()
        .SelectMany(member => member.Value.ValueKind == JsonValueKind.Object
            ? Values(member.Value).Select(pair => (Name: $"{member.Name}.{pair.Key}", pair.Value))
            : [(member.Name, Value: member.Value.Deserialize<SettingValue>()!)])
        .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
