using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Specs;

/// <summary>Turns the JSON of a spec into an <see cref="ExperimentSpec"/>, or into all that is wrong with it.</summary>
public static partial class SpecParser
{
    /// <summary>Most generator updates of one run.</summary>
    public const int MostGeneratorSteps = 100_000_000;

    /// <summary>Most generated samples of one evaluation.</summary>
    public const int MostSamples = 1_000_000;

    /// <summary>Most evaluations of one run after the first.</summary>
    public const int MostCheckpoints = 1_000;

    /// <summary>Most cells of one experiment.</summary>
    public const int MostCells = 100_000;

    private const int MostNesting = 16;
    private const string AllOf = "all-of";

    private static readonly string[] SpecKeys = ["name", "question", "datasets", "techniques", "seeds", "generator-steps", "evaluation", "controls"];
    private static readonly string[] DatasetKeys = ["name", "generator-steps", "profile", "samples"];
    private static readonly string[] TechniqueKeys = ["name", "on"];
    private static readonly string[] PartKeys = ["name"];
    private static readonly string[] CombinationKeys = [AllOf, "on"];
    private static readonly string[] EvaluationKeys = ["samples", "checkpoints"];

    /// <summary>Reads and checks a spec; comments and trailing commas are allowed.</summary>
    /// <param name="source">Name of the file, for messages.</param>
    /// <param name="json">The file's bytes, UTF-8 with or without a byte order mark.</param>
    /// <param name="catalogue">What a spec may name.</param>
    public static SpecReading Parse(string source, ReadOnlyMemory<byte> json, Catalogue catalogue)
    {
        var problems = new List<SpecProblem>();
        var bytes = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        ExperimentSpec? spec = null;
        if (Malformation(bytes.Span) is { } malformation)
        {
            problems.Add(malformation);
        }
        else
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = MostNesting,
            });
            spec = Spec(new SpecNode(document.RootElement, "", problems), catalogue);
        }

        return new SpecReading(source, problems.Count == 0 ? spec : null, [.. problems]);
    }

    /// <summary>What keeps the bytes from being JSON at all, or null: the parts that cannot be read one by one.</summary>
    private static SpecProblem? Malformation(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
            return new SpecProblem("", "this is not UTF-8 text; save the file as UTF-8.");

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MostNesting,
        });
        try
        {
            while (reader.Read())
            {
                // A lone surrogate such as \ud800 is well-formed JSON but no text; GetString refuses it.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return null;
        }
        catch (JsonException error)
        {
            if (bytes.IsEmpty) return At(1, 1, "The file is empty; it must hold one JSON object.");
            var message = error.Message;
            var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return At((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, end < 0 ? message : message[..end]);
        }
        catch (InvalidOperationException)
        {
            var before = bytes[..(int)reader.TokenStartIndex];
            return At(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "The text has a \\u escape that is no character.");
        }

        static SpecProblem At(long line, long column, string message) =>
            new("", string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}: this is not JSON. {message}"));
    }

    private static ExperimentSpec? Spec(SpecNode root, Catalogue catalogue)
    {
        if (root.Members("a spec; write an object in braces") is not { } members)
            return null;
        root.ReportUnknown(members, SpecKeys);

        var name = Required(root, members, "name", "the name of the experiment, such as \"quick\"") is { } named ? Name(named) : null;
        var question = Required(root, members, "question", "the question that the experiment answers") is { } asked ? Question(asked) : null;
        var steps = Required(root, members, "generator-steps", "the number of generator updates per run") is { } stepsNode
            ? stepsNode.Whole(1, MostGeneratorSteps, "generator-steps")
            : null;
        var datasets = Required(root, members, "datasets", "a list of datasets")?.Items("dataset");
        var readDatasets = datasets is null ? [] : Datasets(datasets, catalogue);
        var techniques = Required(root, members, "techniques", "a list of techniques")?.Items("technique");
        var readTechniques = techniques is null ? [] : Techniques(techniques, catalogue, WrittenNames(datasets));
        var seedItems = Required(root, members, "seeds", "a list of seeds")?.Items("seed");
        var seeds = seedItems is null ? [] : Seeds(seedItems);
        var controls = members.TryGetValue("controls", out var controlsNode) ? Controls(controlsNode, catalogue) : AllControls(catalogue);
        var evaluation = members.TryGetValue("evaluation", out var evaluationNode) ? Evaluation(evaluationNode) : SpecEvaluation.Default;

        ReportCheckpoints(members, evaluation, steps, readDatasets);
        ReportRepeatedCells(readDatasets, readTechniques, catalogue);
        ReportMisfits(readDatasets, readTechniques, catalogue);
        ReportUnusedAndTooMany(root, readDatasets, readTechniques, controls.Length, seeds.Length, Complete(datasets, readDatasets) && Complete(techniques, readTechniques));

        return root.Problems.Count > 0 || name is null || question is null || steps is null || evaluation is null
            ? null
            : new ExperimentSpec(
                name,
                question,
                [.. readDatasets.Select(dataset => dataset.Read)],
                [.. readTechniques.Select(technique => technique.Read)],
                seeds,
                steps.Value,
                evaluation,
                controls);
    }

    private static bool Complete<T>(IReadOnlyList<SpecNode>? items, IReadOnlyList<T> read) => items is not null && items.Count == read.Count;

    private static SpecNode? Required(SpecNode root, Dictionary<string, SpecNode> members, string key, string meaning)
    {
        if (members.TryGetValue(key, out var node))
            return node;
        root.Report($"the key \"{key}\" is missing; it gives {meaning}.");
        return null;
    }

    private static string? Name(SpecNode node)
    {
        if (node.Text("a name") is not { } name)
            return null;
        if (AllowedName().IsMatch(name))
            return name;
        node.Report($"{SpecNode.Quote(name)} cannot name a folder; use 1 to 64 lower-case letters, digits and dashes, beginning with a letter or digit.");
        return null;
    }

    private static string? Question(SpecNode node)
    {
        if (node.Text("a question") is not { } question)
            return null;
        if (question.Trim().Length > 0 && question.Length <= 1000 && !question.Any(char.IsControl))
            return question.Trim();
        node.Report("the question must be one line of 1 to 1,000 characters.");
        return null;
    }

    private static ImmutableArray<int> Seeds(IReadOnlyList<SpecNode> items)
    {
        var seeds = ImmutableArray.CreateBuilder<int>();
        var seen = new HashSet<int>();
        foreach (var item in items)
        {
            if (item.Whole(0, int.MaxValue, "a seed") is not { } seed) continue;
            if (seen.Add(seed)) seeds.Add(seed);
            else item.Report(string.Create(CultureInfo.InvariantCulture, $"the seed {seed} appears twice; each seed may appear once."));
        }

        return seeds.ToImmutable();
    }

    /// <summary>All controls, none, or those that are named.</summary>
    private static ImmutableArray<string> Controls(SpecNode node, Catalogue catalogue)
    {
        if (node.Value.ValueKind == JsonValueKind.True) return AllControls(catalogue);
        if (node.Value.ValueKind == JsonValueKind.False) return [];
        if (node.Value.ValueKind != JsonValueKind.Array)
        {
            node.Report($"{node.Written} is not allowed; write true for all controls, false for none, or a list of names. {Suggestion.Sentence("", Names(catalogue.Controls), "Known")}");
            return [];
        }

        var names = new List<string>();
        foreach (var item in node.Items("control") ?? [])
        {
            if (Known(item, "control", catalogue.Controls) is not { } control) continue;
            if (!names.Contains(control.Name)) names.Add(control.Name);
            else item.Report($"the control \"{control.Name}\" appears twice; each control may appear once.");
        }

        return [.. names];
    }

    private static ImmutableArray<string> AllControls(Catalogue catalogue) => [.. Names(catalogue.Controls)];

    private static SpecEvaluation? Evaluation(SpecNode node)
    {
        if (node.Members("an evaluation; write an object such as { \"samples\": 2500, \"checkpoints\": 10 }") is not { } members)
            return null;
        node.ReportUnknown(members, EvaluationKeys);
        var samples = members.TryGetValue("samples", out var samplesNode)
            ? samplesNode.Whole(1, MostSamples, "samples") : SpecEvaluation.Default.Samples;
        var checkpoints = members.TryGetValue("checkpoints", out var checkpointsNode)
            ? checkpointsNode.Whole(1, MostCheckpoints, "checkpoints") : SpecEvaluation.Default.Checkpoints;
        return samples is null || checkpoints is null ? null : new SpecEvaluation(samples.Value, checkpoints.Value);
    }

    private static List<(SpecNode Node, SpecDataset Read)> Datasets(IReadOnlyList<SpecNode> items, Catalogue catalogue)
    {
        var read = new List<(SpecNode, SpecDataset)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Entry(item, "dataset", catalogue.Datasets, DatasetKeys) is not { } entry)
                continue;
            if (!seen.Add(entry.Definition.Name))
                item.Report($"the dataset \"{entry.Definition.Name}\" appears twice; each dataset may appear once.");
            var steps = entry.Members.TryGetValue("generator-steps", out var stepsNode)
                ? stepsNode.Whole(1, MostGeneratorSteps, "generator-steps") : null;
            var profile = entry.Members.TryGetValue("profile", out var profileNode)
                ? Known(profileNode, "network profile", catalogue.Profiles)?.Name : null;
            if (profileNode is null && !catalogue.DefaultProfile.ContainsKey(entry.Definition.Name))
                item.Report($"the dataset \"{entry.Definition.Name}\" has no default network profile; name one with \"profile\".");
            var samples = entry.Members.TryGetValue("samples", out var samplesNode)
                ? samplesNode.Whole(1, MostSamples, "samples") : null;
            read.Add((item, new SpecDataset(entry.Definition.Name, entry.Parameters, profile, steps, samples)));
        }

        return read;
    }

    private static List<(SpecNode Node, SpecTechnique Read)> Techniques(
        IReadOnlyList<SpecNode> items, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        var read = new List<(SpecNode, SpecTechnique)>();
        foreach (var item in items)
        {
            var problemsBefore = item.Problems.Count;
            var technique = IsCombination(item) ? Combination(item, catalogue, datasets) : Technique(item, catalogue, datasets);
            if (technique is not null && item.Problems.Count == problemsBefore)   // what is half understood would look like the same cell twice
                read.Add((item, technique));
        }

        return read;
    }

    private static SpecTechnique? Technique(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets) =>
        Entry(item, "technique", catalogue.Techniques, TechniqueKeys) is { } entry
            ? new SpecTechnique(entry.Definition.Name, entry.Parameters, On(entry.Members, datasets))
            : null;

    /// <summary>Whether several techniques are written: a list, or an object with the list under "all-of".</summary>
    private static bool IsCombination(SpecNode node) => node.Value.ValueKind == JsonValueKind.Array
        || (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(AllOf, out _));

    private static SpecTechnique? Combination(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        if (item.Value.ValueKind == JsonValueKind.Array)
            return Combination(item, item, catalogue);
        var members = item.Members("a combination")!;
        item.ReportUnknown(members, CombinationKeys);
        var on = On(members, datasets);
        return Combination(item, members[AllOf], catalogue) is { } technique ? technique with { On = on } : null;
    }

    private static SpecTechnique? Combination(SpecNode item, SpecNode list, Catalogue catalogue)
    {
        if (list.Value.ValueKind == JsonValueKind.Array && list.Value.GetArrayLength() < 2)
        {
            list.Report("a combination needs at least two techniques; to try one alone, write it without a list.");
            return null;
        }

        var problemsBefore = item.Problems.Count;
        ImmutableArray<SpecTechnique> parts = [.. (list.Items("technique") ?? []).Select(node => Part(node, catalogue)).OfType<SpecTechnique>()];
        var technique = new SpecTechnique(string.Join('+', parts.Select(part => part.Name)), NoParameters, On: null) { Parts = parts };
        if (item.Problems.Count == problemsBefore && catalogue.Refusal(Plan.Choose(technique, catalogue)) is { } reason)
            item.Report(reason);
        return technique;
    }

    private static SpecTechnique? Part(SpecNode node, Catalogue catalogue)
    {
        if (IsCombination(node))
        {
            node.Report("a combination inside a combination is not allowed; name all its techniques in one list.");
            return null;
        }

        if (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty("on", out _))
            node.Report("\"on\" belongs to the whole combination; write { \"all-of\": [...], \"on\": [...] }.");
        return Entry(node, "technique", catalogue.Techniques, PartKeys, explained: "on") is { } entry
            ? new SpecTechnique(entry.Definition.Name, entry.Parameters, On: null)
            : null;
    }

    private static ImmutableArray<string>? On(Dictionary<string, SpecNode> members, IReadOnlyCollection<string> datasets) =>
        members.TryGetValue("on", out var node) ? On(node, datasets) : null;

    private static ImmutableArray<string> On(SpecNode node, IReadOnlyCollection<string> datasets)
    {
        var names = new List<string>();
        foreach (var item in node.Items("dataset") ?? [])
        {
            if (item.Text("the name of a dataset") is not { } name)
                continue;
            if (!datasets.Contains(name, StringComparer.Ordinal))
                item.Report($"{SpecNode.Quote(name)} is not among this spec's datasets. {Suggestion.Sentence(name, datasets, "There")}");
            else if (names.Contains(name, StringComparer.Ordinal))
                item.Report($"the dataset \"{name}\" appears twice; each dataset may appear once.");
            else
                names.Add(name);
        }

        return [.. names];
    }

    /// <summary>A name, or an object with a name and parameters of the definition that it names; one key may be explained by the caller.</summary>
    private static (Definition Definition, ImmutableSortedDictionary<string, double> Parameters, Dictionary<string, SpecNode> Members)? Entry(
        SpecNode node, string kind, ImmutableArray<Definition> known, string[] keys, string? explained = null)
    {
        if (node.Value.ValueKind == JsonValueKind.String)
            return Known(node, kind, known) is { } plain ? (plain, NoParameters, []) : null;
        if (node.Members($"a {kind}; write its name, or an object with \"name\" and parameters") is not { } members)
            return null;
        if (!members.TryGetValue("name", out var nameNode))
        {
            node.Report($"the key \"name\" is missing; it names the {kind}. {Suggestion.Sentence("", Names(known), "Known")}");
            return null;
        }

        if (Known(nameNode, kind, known, node) is not { } definition)
            return null;

        node.ReportUnknown(members, [.. keys, .. definition.Parameters.Select(parameter => parameter.Name)], explained);
        var parameters = NoParameters.ToBuilder();
        foreach (var parameter in definition.Parameters)
        {
            if (members.TryGetValue(parameter.Name, out var value) && value.Number(parameter) is { } number)
                parameters[parameter.Name] = number;
        }

        return (definition, parameters.ToImmutable(), members);
    }

    private static Definition? Known(SpecNode node, string kind, ImmutableArray<Definition> known, SpecNode? reportAt = null)
    {
        if (node.Text($"the name of a {kind}") is not { } name)
            return null;
        if (known.FirstOrDefault(definition => definition.Name == name) is { } found)
            return found;
        (reportAt ?? node).Report($"unknown {kind} {SpecNode.Quote(name)}. {Suggestion.Sentence(name, Names(known), "Known")}");
        return null;
    }

    private static void ReportCheckpoints(
        Dictionary<string, SpecNode> members, SpecEvaluation? evaluation, int? steps, List<(SpecNode Node, SpecDataset Read)> datasets)
    {
        if (evaluation is null)
            return;
        if (steps < evaluation.Checkpoints && (datasets.Count == 0 || datasets.Any(dataset => dataset.Read.GeneratorSteps is null)))
            Report(members["generator-steps"], steps.Value);
        foreach (var (node, dataset) in datasets)
        {
            if (dataset.GeneratorSteps is { } own && own < evaluation.Checkpoints)
                Report(node, own);
        }

        void Report(SpecNode node, int count) => node.Report(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} generator steps cannot hold {evaluation.Checkpoints:N0} checkpoints; raise generator-steps or lower evaluation.checkpoints."));
    }

    private static void ReportRepeatedCells(
        List<(SpecNode Node, SpecDataset Read)> datasets, List<(SpecNode Node, SpecTechnique Read)> techniques, Catalogue catalogue)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (node, technique) in techniques)
        {
            var cell = Written(Plan.Choose(technique, catalogue));
            var repeated = datasets
                .Where(dataset => technique.IsOn(dataset.Read.Name))
                .Select(dataset => (dataset.Read.Name, Owner: Claim(owners, $"{dataset.Read.Name} {cell}", node.Path)))
                .Where(claim => claim.Owner is not null)
                .ToList();
            if (repeated.Count > 0)
                node.Report($"the same technique with the same parameters is already {repeated[0].Owner} on {string.Join(", ", repeated.Select(claim => claim.Name).Distinct())}; " +
                    "remove one of them, change a parameter, or part them with \"on\".");
        }

        static string Written(Choice choice) => choice.Parts is { } parts
            ? string.Join(" + ", parts.Select(Written))
            : string.Join(' ', choice.Parameters
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")).Prepend(choice.Name));

        static string? Claim(Dictionary<string, string> owners, string cell, string path) =>
            owners.TryAdd(cell, path) || owners[cell] == path ? null : owners[cell];
    }

    private static void ReportMisfits(
        List<(SpecNode Node, SpecDataset Read)> datasets, List<(SpecNode Node, SpecTechnique Read)> techniques, Catalogue catalogue)
    {
        foreach (var (node, dataset) in datasets.Where(dataset => !dataset.Node.HasProblems))
        {
            var (learned, profile) = (Plan.Choose(dataset, catalogue), Plan.Profile(dataset, catalogue));
            if (catalogue.Misfit(learned, profile, null) is { } never)
            {
                node.Report($"the network profile \"{profile.Name}\" does not fit \"{dataset.Name}\": {never.TrimEnd('.')}; name another with \"profile\".");
                continue;
            }

            foreach (var (at, technique) in techniques.Where(technique => technique.Read.IsOn(dataset.Name)))
            {
                if (catalogue.Misfit(learned, profile, Plan.Choose(technique, catalogue)) is { } reason)
                {
                    at.Report($"{technique.Name} does not fit \"{dataset.Name}\" with the network profile \"{profile.Name}\": {reason.TrimEnd('.')}; " +
                        "leave this dataset out with \"on\", or give it another \"profile\".");
                }
            }
        }
    }

    private static void ReportUnusedAndTooMany(
        SpecNode root, List<(SpecNode Node, SpecDataset Read)> datasets, List<(SpecNode Node, SpecTechnique Read)> techniques, int controls, int seeds, bool complete)
    {
        long pairs = 0;
        foreach (var (node, dataset) in datasets)
        {
            var on = techniques.Count(technique => technique.Read.IsOn(dataset.Name));
            if (on == 0 && complete)
                node.Report($"no technique is tried on \"{dataset.Name}\"; remove the dataset, or add it to a technique's \"on\".");
            pairs += on + controls;
        }

        if (pairs * seeds > MostCells)
            root.Report(string.Create(CultureInfo.InvariantCulture,
                $"this makes {pairs * seeds:N0} cells (datasets x (techniques + controls) x seeds); at most {MostCells:N0} are allowed. Split the experiment."));
    }

    /// <summary>Names of the datasets list as written, also of entries that have a mistake, so that "on" is judged by the user's intent.</summary>
    private static List<string> WrittenNames(IReadOnlyList<SpecNode>? datasets) =>
        [.. (datasets ?? []).Select(WrittenName).OfType<string>().Distinct()];

    private static string? WrittenName(SpecNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.String => node.Value.GetString(),
        JsonValueKind.Object when node.Value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String => name.GetString(),
        _ => null,
    };

    private static string[] Names(ImmutableArray<Definition> known) => [.. known.Select(definition => definition.Name)];

    private static ImmutableSortedDictionary<string, double> NoParameters => ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AllowedName();
}
