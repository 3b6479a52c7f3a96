using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>Turns the JSON of a spec into an <see cref="ExperimentSpec"/>, or into all that is wrong with it.</summary>
public static partial class SpecParser
{
    /// <summary>Most generator updates of one run.</summary>
    public const int MostGeneratorSteps = 100_000_000;

    private const int MostNesting = 16;
    private const int UsualGeneratorSteps = 10_000;
    private const string AllOf = "all-of";

    private static readonly ImmutableArray<int> UsualSeeds = [0, 1, 2, 3, 4];
    private static readonly string[] SpecKeys =
        ["name", "question", "datasets", "techniques", "seeds", "generator-steps", "evaluation", "controls", "settings"];

    private static readonly string[] DatasetKeys = ["name", "generator-steps", "samples", "settings"];
    private static readonly string[] TechniqueKeys = ["name", "on", "settings"];
    private static readonly string[] PartKeys = ["name"];
    private static readonly string[] CombinationKeys = [AllOf, "on", "settings"];

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
            spec = Spec(new SpecNode(document.RootElement, "", problems), Path.GetFileNameWithoutExtension(source), catalogue);
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
            if (bytes.TrimStart(" \t\r\n"u8).IsEmpty) return At(1, 1, "The file is empty; it must hold one JSON object.");
            return At((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, Plain(error.Message));
        }
        catch (InvalidOperationException)
        {
            var before = bytes[..(int)reader.TokenStartIndex];
            return At(
                before.Count((byte)'\n') + 1,
                before.Length - before.LastIndexOf((byte)'\n'),
                "The text has a \\u escape that is no character.");
        }

        static string Plain(string message)
        {
            if (message.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
                return "The file ends too early; a brace or a bracket is not closed.";
            var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return end < 0 ? message : message[..end];
        }

        static SpecProblem At(long line, long column, string message) =>
            new("", $"line {line}, column {column}: this is not JSON. {message}");
    }

    private static ExperimentSpec? Spec(SpecNode root, string fileName, Catalogue catalogue)
    {
        if (root.Members("a spec; write an object in braces") is not { } members)
            return null;
        ReportUnknown(root, members, SpecKeys);
        var name = Name(members.GetValueOrDefault("name"), fileName, root);
        var question = members.TryGetValue("question", out var asked) ? Question(asked) : "";
        var steps = members.TryGetValue("generator-steps", out var stepsNode)
            ? stepsNode.Whole(1, MostGeneratorSteps, "generator-steps") : UsualGeneratorSteps;
        var datasetNodes = Required(root, members, "datasets", "a list of datasets")?.Items("dataset");
        var datasets = datasetNodes is null ? [] : Datasets(datasetNodes, catalogue);
        var techniqueNodes = Required(root, members, "techniques", "a list of techniques")?.Items("technique");
        var techniques = techniqueNodes is null ? [] : Techniques(techniqueNodes, catalogue, WrittenNames(datasetNodes));
        var seeds = members.TryGetValue("seeds", out var seedsNode) ? SpecSeeds.Read(seedsNode) : UsualSeeds;
        var controls = members.TryGetValue("controls", out var controlsNode) ? Controls(controlsNode, catalogue) : AllControls(catalogue);
        var evaluation = members.TryGetValue("evaluation", out var evaluationNode) ? Evaluation(evaluationNode) : new SpecEvaluation();
        var settings = Settings(members, catalogue);
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
                Suggestion.Sentence("", Names(catalogue.Controls), "Known"));
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
        var known = GanBench.Definitions.Settings.Of(typeof(SpecEvaluation));
        node.ReportUnknown(members, [.. known.Select(setting => setting.Name)]);
        var written = known.Where(setting => members.ContainsKey(setting.Name))
            .Select(setting => (setting.Name, Value: members[setting.Name].Setting(setting)))
            .ToList();
        return written.Exists(one => one.Value is null)
            ? null
            : (SpecEvaluation)GanBench.Definitions.Settings.Create(
                typeof(SpecEvaluation), written.ToDictionary(one => one.Name, one => one.Value!, StringComparer.Ordinal));
    }

    private static List<(SpecNode Node, SpecDataset Read)> Datasets(IReadOnlyList<SpecNode> items, Catalogue catalogue)
    {
        var read = new List<(SpecNode, SpecDataset)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Entry(item, "dataset", catalogue.Datasets, DatasetKeys) is not { } entry)
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
                ? stepsNode.Whole(1, MostGeneratorSteps, "generator-steps") : null;
            var samples = entry.Members.TryGetValue("samples", out var samplesNode)
                ? samplesNode.Whole(1, SpecEvaluation.MostSamples, "samples") : null;
            var settings = Settings(entry.Members, catalogue);
            if (!again)   // its cells would come twice too, which is no other mistake
                read.Add((item, new SpecDataset(entry.Definition.Name, entry.Variants[0], steps, samples, settings)));
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
            List<SpecTechnique> techniques =
                [.. IsCombination(item) ? Combinations(item, catalogue, datasets) : Techniques(item, catalogue, datasets)];
            if (item.Problems.Count == problemsBefore)   // what is half understood would look like the same cell twice
                read.AddRange(techniques.Select(technique => (item, technique)));
        }

        return read;
    }

    /// <summary>A technique, or several where a value is given as <c>each</c>.</summary>
    private static IEnumerable<SpecTechnique> Techniques(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        if (Entry(item, "technique", catalogue.Techniques, TechniqueKeys) is not { } entry)
            return [];
        var (places, settings) = (On(entry.Members, datasets), Settings(entry.Members, catalogue));
        return from parameters in entry.Variants
               from layer in settings
               select new SpecTechnique(entry.Definition.Name, parameters, places, layer);
    }

    /// <summary>Whether several techniques are written: a list, or an object with the list under "all-of".</summary>
    private static bool IsCombination(SpecNode node) => node.Value.ValueKind == JsonValueKind.Array
        || (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(AllOf, out _));

    private static List<SpecTechnique> Combinations(SpecNode item, Catalogue catalogue, IReadOnlyCollection<string> datasets)
    {
        if (item.Value.ValueKind == JsonValueKind.Array)
            return Combinations(item, item, catalogue);
        var members = item.Members("a combination")!;
        ReportUnknown(item, members, CombinationKeys);
        var (places, settings) = (On(members, datasets), Settings(members, catalogue));
        return
        [
            .. from technique in Combinations(item, members[AllOf], catalogue)
               from layer in settings
               select technique with { On = places, Settings = layer },
        ];
    }

    private static List<SpecTechnique> Combinations(SpecNode item, SpecNode list, Catalogue catalogue)
    {
        if (list.Value.ValueKind == JsonValueKind.Array && list.Value.GetArrayLength() < 2)
        {
            list.Report("a combination needs at least two techniques; to try one alone, write it without a list.");
            return [];
        }

        var problemsBefore = item.Problems.Count;
        var parts = (list.Items("technique") ?? []).Select(node => Part(node, catalogue)).ToList();
        if (item.Problems.Count > problemsBefore)
            return [];
        List<SpecTechnique> combinations =
        [
            .. from chosen in Products(parts)
               let name = string.Join('+', chosen.Select(part => part.Name))
               select new SpecTechnique(name, SettingLayers.None, On: null, SpecSettings.Silent) { Parts = [.. chosen] },
        ];
        if (catalogue.Refusal(Plan.Choose(combinations[0], catalogue)) is { } reason)
            item.Report(reason);
        return combinations;
    }

    private static IReadOnlyList<SpecTechnique> Part(SpecNode node, Catalogue catalogue)
    {
        if (IsCombination(node))
        {
            node.Report("a combination inside a combination is not allowed; name all its techniques in one list.");
            return [];
        }

        foreach (var key in (ReadOnlySpan<string>)["on", "settings"])
        {
            if (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(key, out _))
                node.Report($"\"{key}\" belongs to the whole combination; write {{ \"all-of\": [...], \"{key}\": ... }}.");
        }

        return Entry(node, "technique", catalogue.Techniques, PartKeys, explained: ["on", "settings"]) is { } entry
            ? [.. entry.Variants.Select(parameters => new SpecTechnique(entry.Definition.Name, parameters, On: null, SpecSettings.Silent))]
            : [];
    }

    private static ImmutableArray<string>? On(Dictionary<string, SpecNode> members, IReadOnlyCollection<string> datasets)
    {
        if (!members.TryGetValue("on", out var node))
            return null;
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

    private static ImmutableArray<SpecSettings> Settings(Dictionary<string, SpecNode> members, Catalogue catalogue) =>
        members.TryGetValue("settings", out var node) ? SpecSettingsReader.Read(node, catalogue) : [SpecSettings.Silent];

    /// <summary>
    /// A name, or an object with a name and parameters of the definition that it names; some keys may be explained by the caller.
    /// </summary>
    private static NamedEntry? Entry(
        SpecNode node, string kind, ImmutableArray<Definition> known, string[] keys, params ReadOnlySpan<string> explained)
    {
        if (node.Value.ValueKind == JsonValueKind.String)
            return Known(node, kind, known) is { } plain ? new NamedEntry(plain, [SettingLayers.None], []) : null;
        if (node.Members($"a {kind}; write its name, or an object with \"name\" and parameters") is not { } members)
            return null;
        if (!members.TryGetValue("name", out var nameNode))
        {
            node.Report($"the key \"name\" is missing; it names the {kind}. {Suggestion.Sentence("", Names(known), "Known")}");
            return null;
        }

        if (Known(nameNode, kind, known, node) is not { } definition)
            return null;
        ReportUnknown(node, members, [.. keys, .. definition.Parameters.Select(parameter => parameter.Name)], explained);
        return new NamedEntry(definition, Variants(members, definition.Parameters), members);
    }

    /// <summary>
    /// Reports the keys that nobody asks for, but for those that are explained elsewhere; a setting among them is shown its place.
    /// </summary>
    private static void ReportUnknown(
        SpecNode node, Dictionary<string, SpecNode> members, IReadOnlyCollection<string> allowed, params ReadOnlySpan<string> explained)
    {
        var inPart = !allowed.Contains("settings", StringComparer.Ordinal);
        List<string> settings =
            [.. members.Keys.Except(allowed, StringComparer.Ordinal).Intersect(SpecSettingsReader.Keys, StringComparer.Ordinal)];
        foreach (var key in settings)
        {
            var place = $"\"settings\": {{ \"{key}\": ... }}";
            members[key].Report($"this is a setting; write {(inPart ? $"{{ \"{AllOf}\": [...], {place} }}" : place)}.");
        }

        node.ReportUnknown(members, allowed, [.. explained, .. settings]);
    }

    /// <summary>
    /// The values that an object gives to settings; several sets where some are given as <c>each</c>, the last of them varying first.
    /// </summary>
    internal static IReadOnlyList<ImmutableSortedDictionary<string, SettingValue>> Variants(
        Dictionary<string, SpecNode> members, IEnumerable<SettingDefinition> known)
    {
        var choices = known
            .Where(setting => members.ContainsKey(setting.Name))
            .Select(setting => members[setting.Name].Settings(setting).Select(value => (setting.Name, Value: value)).ToList())
            .Where(values => values.Count > 0)
            .ToList();
        return
        [
            .. Products(choices).Select(
                values => values.ToImmutableSortedDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)),
        ];
    }

    /// <summary>Every way to take one of each list.</summary>
    private static IEnumerable<ImmutableArray<T>> Products<T>(IEnumerable<IReadOnlyList<T>> lists) => lists.Aggregate(
        (IEnumerable<ImmutableArray<T>>)[[]],
        (products, list) => products.SelectMany(product => list.Select(one => product.Add(one))));

    internal static Definition? Known(SpecNode node, string kind, ImmutableArray<Definition> known, SpecNode? reportAt = null)
    {
        if (node.Text($"the name of a {kind}") is not { } name)
            return null;
        if (known.FirstOrDefault(definition => definition.Name == name) is { } found)
            return found;
        (reportAt ?? node).Report($"unknown {kind} {SpecNode.Quote(name)}. {Suggestion.Sentence(name, Names(known), "Known")}");
        return null;
    }

    /// <summary>
    /// Names of the datasets list as written, also of entries that have a mistake, so that "on" is judged by the user's intent.
    /// </summary>
    private static List<string> WrittenNames(IReadOnlyList<SpecNode>? datasets) =>
        [.. (datasets ?? []).Select(WrittenName).OfType<string>().Distinct()];

    private static string? WrittenName(SpecNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.String => node.Value.GetString(),
        JsonValueKind.Object when node.Value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String =>
            name.GetString(),
        _ => null,
    };

    private static string[] Names(ImmutableArray<Definition> known) => [.. known.Select(definition => definition.Name)];

    /// <param name="Definition">What the name stands for.</param>
    /// <param name="Variants">The parameters that are given; several sets where some are given as <c>each</c>.</param>
    /// <param name="Members">Everything that the object says; empty for a name alone.</param>
    private sealed record NamedEntry(
        Definition Definition,
        IReadOnlyList<ImmutableSortedDictionary<string, SettingValue>> Variants,
        Dictionary<string, SpecNode> Members);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AllowedName();
}
