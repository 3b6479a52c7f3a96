using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Specs;

/// <summary>Turns the JSON of a spec into an <see cref="ExperimentSpec"/>, or into all that is wrong with it.</summary>
public static partial class SpecParser
{
    /// <summary>Most generator updates of one run.</summary>
    public const int MostGeneratorSteps = 100_000_000;

    private const int UsualGeneratorSteps = 10_000;

    private static readonly ImmutableArray<int> UsualSeeds = [0, 1, 2, 3, 4];
    private static readonly string[] Keys =
        ["name", "question", "datasets", "techniques", "seeds", "generator-steps", "evaluation", "controls", "settings"];

    /// <summary>Reads and checks a spec; comments and trailing commas are allowed.</summary>
    /// <param name="source">
    /// Name of the file, for messages; without its ending it is the experiment's name where the spec gives none.
    /// </param>
    /// <param name="json">The file's bytes, UTF-8 with or without a byte order mark.</param>
    /// <param name="catalogue">What a spec may name.</param>
    public static SpecReading Parse(string source, ReadOnlyMemory<byte> json, Catalogue catalogue)
    {
        var problems = new List<SpecProblem>();
        var bytes = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        ExperimentSpec? spec = null;
        if (SpecJson.Malformation(bytes.Span) is { } malformation)
        {
            problems.Add(malformation);
        }
        else
        {
            using var document = SpecJson.Open(bytes);
            spec = Spec(new SpecNode(document.RootElement, "", problems), Path.GetFileNameWithoutExtension(source), catalogue);
        }

        return new SpecReading(source, problems.Count == 0 ? spec : null, [.. problems]);
    }

    private static ExperimentSpec? Spec(SpecNode root, string fileName, Catalogue catalogue)
    {
        if (root.Members("a spec; write an object in braces") is not { } members)
            return null;
        SpecEntryReader.ReportUnknown(root, members, Keys);
        var name = Name(members.GetValueOrDefault("name"), fileName, root);
        var question = members.TryGetValue("question", out var asked) ? Question(asked) : "";
        var steps = members.TryGetValue("generator-steps", out var stepsNode)
            ? stepsNode.Whole(1, MostGeneratorSteps, "generator-steps") : UsualGeneratorSteps;
        var datasetNodes = Required(root, members, "datasets", "a list of datasets")?.Items("dataset");
        var datasets = datasetNodes is null ? [] : SpecDatasetReader.Read(datasetNodes, catalogue);
        var techniqueNodes = Required(root, members, "techniques", "a list of techniques")?.Items("technique");
        var techniques = techniqueNodes is null ? [] : SpecTechniqueReader.Read(
            techniqueNodes, catalogue, SpecDatasetReader.WrittenNames(datasetNodes));
        var seeds = members.TryGetValue("seeds", out var seedsNode) ? SpecSeeds.Read(seedsNode) : UsualSeeds;
        var controls = members.TryGetValue("controls", out var controlsNode) ? Controls(controlsNode, catalogue) : AllControls(catalogue);
        var evaluation = members.TryGetValue("evaluation", out var evaluationNode) ? Evaluation(evaluationNode) : new SpecEvaluation();
        var settings = SpecSettingsReader.ReadIn(members, catalogue);
        var spec = new ExperimentSpec(
            name ?? "",
            question is { Length: > 0 } ? question : UsualQuestion(datasets, techniques),
            [.. datasets.Select(dataset => dataset.Read)],
            [.. techniques.Select(technique => technique.Read)],
            seeds,
            steps ?? UsualGeneratorSteps,
            evaluation ?? new SpecEvaluation(),
            controls,
            settings);
        if (steps is not null && evaluation is not null)
            SpecChecks.Checkpoints(root, spec, datasets, stepsNode);
        SpecChecks.Report(
            root, spec, datasets, techniques, Complete(datasetNodes, datasets) && Complete(techniqueNodes, techniques), catalogue);
        return spec;
    }

    private static bool Complete<T>(IReadOnlyList<SpecNode>? items, IReadOnlyList<(SpecNode Node, T Read)> read) =>
        items is not null && items.Count == read.Select(one => one.Node).Distinct(ReferenceEqualityComparer.Instance).Count();

    private static SpecNode? Required(SpecNode root, Dictionary<string, SpecNode> members, string key, string meaning)
    {
        if (members.TryGetValue(key, out var node))
            return node;
        root.Report($"the key \"{key}\" is missing; it gives {meaning}.");
        return null;
    }

    private static string? Name(SpecNode? node, string fileName, SpecNode root)
    {
        const string Allowed = "use 1 to 64 lower-case letters, digits and dashes, beginning with a letter or digit";
        if (node is null)
        {
            if (AllowedName().IsMatch(fileName))
                return fileName;
            root.Report($"the file's name {SpecNode.Quote(fileName)} cannot name a folder; give the experiment a \"name\": {Allowed}.");
            return null;
        }

        if (node.Text("a name") is not { } name)
            return null;
        if (AllowedName().IsMatch(name))
            return name;
        node.Report($"{SpecNode.Quote(name)} cannot name a folder; {Allowed}.");
        return null;
    }

    private static string? Question(SpecNode node)
    {
        if (node.Text("a question") is not { } question)
            return null;
        if (question.Trim().Length > 0 && question.Length <= 1000 && !question.Any(char.IsControl))
            return question.Trim();
        node.Report($"{node.Written} is not allowed; a question is one line of 1 to 1,000 characters.");
        return null;
    }

    private static string UsualQuestion(
        IEnumerable<(SpecNode Node, SpecDataset Read)> datasets, IEnumerable<(SpecNode Node, SpecTechnique Read)> techniques) =>
        $"How many modes do {string.Join(", ", techniques.Select(technique => technique.Read.Name).Distinct())} keep on " +
        $"{string.Join(", ", datasets.Select(dataset => dataset.Read.Name))}?";

    /// <summary>All controls, none, or those that are named.</summary>
    private static ImmutableArray<string> Controls(SpecNode node, Catalogue catalogue)
    {
        if (node.Value.ValueKind == JsonValueKind.True) return AllControls(catalogue);
        if (node.Value.ValueKind == JsonValueKind.False) return [];
        if (node.Value.ValueKind != JsonValueKind.Array)
        {
            node.Report($"{node.Written} is not allowed; write true for all controls, false for none, or a list of names. " +
                Suggestion.Sentence("", SpecEntryReader.Names(catalogue.Controls), "Known"));
            return [];
        }

        var names = new List<string>();
        foreach (var item in node.Items("control") ?? [])
        {
            if (SpecEntryReader.Known(item, "control", catalogue.Controls) is not { } control) continue;
            if (!names.Contains(control.Name)) names.Add(control.Name);
            else item.Report($"the control \"{control.Name}\" appears twice; each control may appear once.");
        }

        return [.. names];
    }

    private static ImmutableArray<string> AllControls(Catalogue catalogue) => [.. SpecEntryReader.Names(catalogue.Controls)];

    private static SpecEvaluation? Evaluation(SpecNode node)
    {
        if (node.Members("an evaluation; write an object such as { \"samples\": 2500, \"checkpoints\": 10 }") is not { } members)
            return null;
        var known = Settings.Of(typeof(SpecEvaluation));
        node.ReportUnknown(members, [.. known.Select(setting => setting.Name)]);
        var written = known.Where(setting => members.ContainsKey(setting.Name))
            .Select(setting => (setting.Name, Value: members[setting.Name].Setting(setting)))
            .ToList();
        return written.Exists(one => one.Value is null)
            ? null
            : (SpecEvaluation)Settings.Create(
                typeof(SpecEvaluation), written.ToDictionary(one => one.Name, one => one.Value!, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AllowedName();
}
