using System.Collections.Immutable;

namespace GanBench.Cli.Planning;

/// <summary>Seeds as a spec writes them, in a few words.</summary>
internal static class SeedText
{
    private const int MostRanges = 4;

    /// <summary><c>0-9</c>, <c>0, 3, 7-9</c>; of many that have gaps <c>57 from 0 to 9000</c>.</summary>
    /// <param name="seeds">At least one.</param>
    public static string Of(ImmutableArray<int> seeds)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var seed in seeds.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last == seed - 1)
                ranges[^1] = (ranges[^1].First, seed);
            else
                ranges.Add((seed, seed));
        }

        return ranges.Count > MostRanges
            ? $"{seeds.Length} from {seeds.Min()} to {seeds.Max()}"
            : string.Join(", ", ranges.Select(range => range.First == range.Last
                ? $"{range.First}"
                : $"{range.First}-{range.Last}"));
    }
}
