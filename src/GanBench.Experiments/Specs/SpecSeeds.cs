using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace GanBench.Experiments.Specs;

/// <summary>Reads seeds: a list such as <c>[0, 1, "10-19"]</c>, or a text such as <c>"0-9"</c> or <c>"0-2,5"</c>.</summary>
internal static class SpecSeeds
{
    private const int MostSeeds = 10_000;

    /// <returns>The seeds in their order; what is wrong with them is reported.</returns>
    public static ImmutableArray<int> Read(SpecNode node)
    {
        if (node.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
        {
            node.Report($"{node.Written} is not allowed; write a list of seeds such as [0, 1, 2], or a text such as \"0-9\".");
            return [];
        }

        var seeds = new List<int>();
        var seen = new HashSet<int>();
        foreach (var item in node.Value.ValueKind == JsonValueKind.String ? [node] : node.Items("seed") ?? [])
        {
            var again = new List<int>();
            foreach (var seed in One(item))
                (seen.Add(seed) ? seeds : again).Add(seed);
            if (again.Count > 0)
            {
                var others = again.Count > 1 ? $", and so {(again.Count == 2 ? "does" : "do")} {again.Count - 1:N0} more" : "";
                item.Report($"the seed {again[0]} appears twice{others}; each seed may appear once.");
            }
        }

        return [.. seeds];
    }

    private static IEnumerable<int> One(SpecNode item)
    {
        if (item.Value.ValueKind != JsonValueKind.String)
            return item.Whole(0, int.MaxValue, "a seed") is { } seed ? [seed] : [];
        var ranges = item.Value.GetString()!.Split(',').Select(Range).ToList();
        if (!ranges.Contains(null))
            return ranges.SelectMany(range => Enumerable.Range(range!.Value.First, range.Value.Count));
        item.Report(
            $"{item.Written} names no seeds; write whole numbers, and ranges with a dash between the smaller and the larger one, " +
            $"such as \"0-9\" or \"0-2,5\"; a range has at most {MostSeeds:N0} seeds.");
        return [];
    }

    /// <summary>One seed or all from one to another; null when it is neither.</summary>
    private static (int First, int Count)? Range(string written) => written.Split('-') switch
    {
        [var one] when Seed(one) is { } seed => (seed, 1),
        [var from, var to] when Seed(from) is { } first && Seed(to) is { } last && first <= last && last - first < MostSeeds =>
            (first, last - first + 1),
        _ => null,
    };

    private static int? Seed(string digits) =>
        int.TryParse(digits.Trim(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
