using System.Collections.Immutable;

namespace GanBench.Structure.Tests;

/// <summary>The projects, and what each may stand on: nothing looks up, and each engine has one room of its own.</summary>
internal static class Floors
{
    private static readonly ImmutableArray<string> Experiments = ["GanBench.Experiments", "GanBench"];

    /// <summary>The projects of ours that each may use.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Below { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["BitTorch"] = [],
        ["GanBench"] = [],
        ["GanBench.Experiments"] = ["GanBench"],
        ["GanBench.Training.BitTorch"] = ["BitTorch", .. Experiments],
        ["GanBench.Training.TorchSharp"] = [.. Experiments],
        ["GanBench.Judges"] = ["GanBench.Training.BitTorch", "BitTorch", .. Experiments],
        ["GanBench.Reports"] = [.. Experiments],
        ["GanBench.Cli"] =
            ["GanBench.Reports", "GanBench.Judges", "GanBench.Training.BitTorch", "GanBench.Training.TorchSharp", .. Experiments],
        ["GanBench.Benchmarks"] = ["GanBench.Judges", "GanBench.Training.BitTorch", "BitTorch", .. Experiments],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Of a training project only its engine is named outside, but by those who may name more.</summary>
    private static readonly ImmutableSortedDictionary<string, (string Engine, ImmutableArray<string> Friends)> Engines =
        new Dictionary<string, (string Engine, ImmutableArray<string> Friends)>
        {
            ["GanBench.Training.BitTorch"] = ("BitTorchEngine", ["GanBench.Judges", "GanBench.Benchmarks"]),
            ["GanBench.Training.TorchSharp"] = ("TorchSharpEngine", []),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Every use that a project may not make.</summary>
    /// <param name="project">The project.</param>
    /// <param name="uses">The uses by its types.</param>
    /// <returns>One sentence per use; none when all are allowed.</returns>
    public static IReadOnlyList<string> Refused(string project, IEnumerable<Use> uses) =>
    [
        .. from use in uses
           where use.Used.Assembly != project
           let reason = Reason(project, use.Used)
           where reason is not null
           orderby use.Type.ToString(), use.Used.ToString()
           select $"{use.Type.Folder}.{use.Type.Name} uses {use.Used}: {reason}",
    ];

    private static string? Reason(string project, TypeName used)
    {
        if (used.Assembly.StartsWith("TorchSharp", StringComparison.Ordinal))
            return project == "GanBench.Training.TorchSharp" ? null : "only GanBench.Training.TorchSharp may use TorchSharp";
        if (!Below.ContainsKey(used.Assembly))
            return null;
        if (!Below[project].Contains(used.Assembly))
            return $"{project} may stand on {(Below[project].IsEmpty ? "no other project" : string.Join(", ", Below[project]))}";
        return Engines.TryGetValue(used.Assembly, out var engine) && used.Name != engine.Engine && !engine.Friends.Contains(project)
            ? $"outside {used.Assembly} only its {engine.Engine} may be used"
            : null;
    }
}
