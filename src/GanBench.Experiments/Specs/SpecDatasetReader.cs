using System.Text.Json;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Specs;

/// <summary>Reads the datasets of a spec: <c>"ring8"</c> or <c>{ "name": "grid25", "generator-steps": 25000 }</c>.</summary>
internal static class SpecDatasetReader
{
    private static readonly string[] Keys = ["name", "generator-steps", "samples", "settings"];

    /// <summary>The datasets that can be understood, each with its place; what is wrong with the others is reported.</summary>
    public static List<(SpecNode Node, SpecDataset Read)> Read(IReadOnlyList<SpecNode> items, Catalogue catalogue)
    {
        var read = new List<(SpecNode, SpecDataset)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (SpecEntryReader.Read(item, "dataset", catalogue.Datasets, Keys) is not { } entry)
                continue;
            var again = !seen.Add(entry.Definition.Name);
            if (again)
                item.Report($"the dataset \"{entry.Definition.Name}\" appears twice; each dataset may appear once.");
            foreach (var parameter in entry.Definition.Parameters)
            {
                if (entry.Members.GetValueOrDefault(parameter.Name) is { Value.ValueKind: JsonValueKind.Object } several)
                {
                    several.Report(
                        "a dataset's own parameters cannot be tried one after the other; write one value, and a spec for each other one.");
                }
            }

            var steps = entry.Members.TryGetValue("generator-steps", out var stepsNode)
                ? stepsNode.Whole(1, SpecParser.MostGeneratorSteps, "generator-steps") : null;
            var samples = entry.Members.TryGetValue("samples", out var samplesNode)
                ? samplesNode.Whole(1, SpecEvaluation.MostSamples, "samples") : null;
            var settings = SpecSettingsReader.ReadIn(entry.Members, catalogue);
            if (!again)   // its cells would come twice too, which is no other mistake
                read.Add((item, new SpecDataset(entry.Definition.Name, entry.Variants[0], steps, samples, settings)));
        }

        return read;
    }

    /// <summary>
    /// Names of the datasets list as written, also of entries that have a mistake, so that "on" is judged by the user's intent.
    /// </summary>
    public static List<string> WrittenNames(IReadOnlyList<SpecNode>? datasets) =>
        [.. (datasets ?? []).Select(WrittenName).OfType<string>().Distinct()];

    private static string? WrittenName(SpecNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.String => node.Value.GetString(),
        JsonValueKind.Object when node.Value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String =>
            name.GetString(),
        _ => null,
    };
}
