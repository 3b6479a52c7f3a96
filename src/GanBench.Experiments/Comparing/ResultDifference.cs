using System.Text.Json;
using System.Text.Json.Nodes;
using GanBench.Experiments.Records;
using GanBench.Files;

namespace GanBench.Experiments.Comparing;

/// <summary>Finds where two results of one cell part.</summary>
public static class ResultDifference
{
    private const int LongestValue = 60;

    /// <summary>What is looked at first: what explains everything after it, then what happened in the order in which it happened.</summary>
    private static readonly string[] First = ["judge", "trajectory", "outcome", "weights-digest"];

    /// <summary>
    /// The first difference for people, e.g. <c>after generator step 300, metric reverse-kl: 0.25 in the record, 0.5 here</c>; null when
    /// both are the same to the last bit. Metrics that only one of them has are left out.
    /// </summary>
    /// <param name="recorded">What the record says.</param>
    /// <param name="rerun">What came out here.</param>
    public static string? Describe(RunResult recorded, RunResult rerun)
    {
        (recorded, rerun) = Measurements.Comparable(recorded, rerun);
        var (there, here) = (Tree(recorded), Tree(rerun));
        var keys = First.Concat(there.Select(member => member.Key)).Concat(here.Select(member => member.Key));
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            if (Between(there[key], here[key], key) is { } difference)
                return Sentence(difference, there);
        }

        return null;
    }

    private static JsonObject Tree(RunResult result) => JsonSerializer.SerializeToNode(result, RecordJson.Compact)!.AsObject();

    private static (string Path, string There, string Here)? Between(JsonNode? there, JsonNode? here, string path)
    {
        switch (there, here)
        {
            case (JsonObject one, JsonObject two):
                return one.Select(member => member.Key)
                    .Union(two.Select(member => member.Key), StringComparer.Ordinal)
                    .OrderByDescending(key => key == "weights")   // in an evaluation: all its other numbers follow from them
                    .Select(key => Between(one[key], two[key], $"{path}.{key}"))
                    .FirstOrDefault(difference => difference is not null);
            case (JsonArray one, JsonArray two):
                for (var i = 0; i < Math.Min(one.Count, two.Count); i++)
                {
                    if (Between(one[i], two[i], $"{path}[{i}]") is { } difference)
                        return difference;
                }

                return one.Count == two.Count ? null : (path, Entries(one), Entries(two));
            default:
                // Compared as text: numbers are written so that they read back to the same bits, and 0 and -0 are two.
                return Text(there) == Text(here) ? null : (path, Shown(there), Shown(here));
        }
    }

    private static string Sentence((string Path, string There, string Here) difference, JsonObject recorded)
    {
        var values = $"{difference.There} in the record, {difference.Here} here";
        if (difference.Path == "weights-digest")
            return $"all evaluations agree, the final weights do not: {values}";
        if (!difference.Path.StartsWith("trajectory[", StringComparison.Ordinal))
            return $"{difference.Path}: {values}";

        var end = difference.Path.IndexOf(']', StringComparison.Ordinal);
        var evaluation = recorded["trajectory"]![int.Parse(difference.Path["trajectory[".Length..end])]!;
        var what = difference.Path[(end + 1)..].TrimStart('.')
            .Replace("weights.", "weights of ", StringComparison.Ordinal)
            .Replace("metrics.", "metric ", StringComparison.Ordinal)
            .Replace("mode-counts[", "high-quality samples of mode [", StringComparison.Ordinal);
        return $"after generator step {evaluation["generator-step"]!.GetValue<int>():N0}, {what}: {values}";
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(RecordJson.Compact) ?? "null";

    private static string Shown(JsonNode? node)
    {
        var text = node switch { null => "nothing", JsonObject => "something", JsonArray list => Entries(list), _ => Text(node) };
        return text.Length <= LongestValue ? text : text[..LongestValue] + "...";
    }

    private static string Entries(JsonArray list) => $"{list.Count} entries";
}
