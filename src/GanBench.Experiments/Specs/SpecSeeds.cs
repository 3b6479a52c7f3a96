using System.Collections.Immutable;
using System.Text.Json;

namespace GanBench.Experiments.Specs;

/// <summary>Reads seeds: a list such as <c>[0, 1, "10-19"]</c>, or one range such as <c>"0-9"</c>.</summary>
internal static class SpecSeeds
{
    private const int MostSeeds = 10_000;

    /// <returns>The seeds in their order; what is wrong with them is reported.</returns>
    public static ImmutableArray<int> Read(SpecNode node)
    {
        var seeds = new List<int>();
        var seen = new HashSet<int>();
        foreach (var item in node.Value.ValueKind == JsonValueKind.String ? [node] : node.Items("seed") ?? [])
        {
            foreach (var seed in One(item))
            {
                if (seen.Add(seed))
                    seeds.Add(seed);
                else
                    item.Report($"the seed {seed} appears twice; each seed may appear once.");
            }
        }

        return [.. seeds];
    }

    private static IEnumerable<int> One(SpecNode item)
    {
        if (item.Value.ValueKind != JsonValueKind.String)
            return item.Whole(0, int.MaxValue, "a seed") is { } seed ? [seed] : [];
        if (item.Value.GetString()!.Split('-') is [var from, var to]
            && int.TryParse(from, System.Globalization.NumberStyles.None, null, out var first)
            && int.TryParse(to, System.Globalization.NumberStyles.None, null, out var last)
            && first <= last && last - first < MostSeeds)
        {
            return Enumerable.Range(first, last - first + 1);
        }

        item.Report(
            $"{item.Written} is no range of seeds; write two whole numbers with a dash between, such as \"0-9\", " +
            $"at most {MostSeeds:N0} seeds.");
        return [];
    }
}
