using System.Globalization;
using System.Text;
using System.Text.Json;
using GanBench.Definitions;

namespace GanBench.Experiments.Specs;

/// <summary>A JSON value that knows its place in the file and where to report what is wrong with it.</summary>
/// <remarks>Every reading method reports a problem and returns null when the value is not what it should be.</remarks>
internal sealed record SpecNode(JsonElement Value, string Path, ICollection<SpecProblem> Problems)
{
    private const int LongestQuote = 60;
    private const string Each = "each";
    private const string WithoutMarks = " Write the number without quotation marks.";

    public void Report(string message) => Problems.Add(new SpecProblem(Path, message));

    /// <summary>What was written, short enough and plain enough to be printed.</summary>
    public string Written => Value.ValueKind switch
    {
        JsonValueKind.String => Quote(Value.GetString()!),
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Shorten(Value.GetRawText()),
    };

    /// <summary>A text of the user's in quotation marks, without control characters.</summary>
    public static string Quote(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in Shorten(text))
        {
            if (char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029'
                || char.GetUnicodeCategory(character) == UnicodeCategory.Format)
                plain.Append($"\\u{(int)character:x4}");
            else
                plain.Append(character);
        }

        return $"\"{plain}\"";
    }

    public string? Text(string what)
    {
        if (Value.ValueKind == JsonValueKind.String)
            return Value.GetString()!;
        Report($"{Written} is not {what}; write it in quotation marks.{EachElsewhere}");
        return null;
    }

    /// <summary>A whole number in [minimum, maximum]; 1e4 and 10.0 are whole too.</summary>
    public int? Whole(int minimum, int maximum, string what)
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.GetDouble() is var number
            && Math.Truncate(number) == number && number >= minimum && number <= maximum)
            return (int)number;
        Report($"{Written} is not allowed; {what} must be a whole number from {minimum:N0} to {maximum:N0}." +
            (Value.ValueKind == JsonValueKind.String && IsNumber ? WithoutMarks : EachElsewhere));
        return null;
    }

    /// <summary>A value that a definition allows.</summary>
    public SettingValue? Setting(SettingDefinition allowed)
    {
        if (AsSetting(Value) is { } value && allowed.Allows(value))
            return value;
        if (Value.ValueKind == JsonValueKind.Array && allowed.Length is var (least, most)
            && Value.GetArrayLength() >= least && Value.GetArrayLength() <= most)
        {
            foreach (var item in Items("value") ?? [])
                item.CheckOne(allowed with { Length = null }, $"each of {Quote(allowed.Name)}");
        }
        else
        {
            Refuse(allowed, Quote(allowed.Name));
        }

        return null;
    }

    /// <summary>One value that a definition allows, or all those of <c>{ "each": [...] }</c>; none when any is wrong.</summary>
    public IReadOnlyList<SettingValue> Settings(SettingDefinition allowed)
    {
        if (Value.ValueKind == JsonValueKind.Array && allowed.Length is null)
        {
            Report($"a list is not allowed; {Quote(allowed.Name)} is one value. To try several, write {{ \"{Each}\": [...] }}.");
            return [];
        }

        if (Value.ValueKind != JsonValueKind.Object)
            return Setting(allowed) is { } single ? [single] : [];
        if (Members("a value")! is not { Count: 1 } members || !members.TryGetValue(Each, out var list))
        {
            Report(
                $"an object here must be {{ \"{Each}\": [...] }}, the values of {Quote(allowed.Name)} that are tried one after the other.");
            return [];
        }

        var values = new List<SettingValue?>();
        foreach (var item in list.Items("value") ?? [])
        {
            var value = item.Setting(allowed);
            if (value is not null && values.Contains(value))
                item.Report($"{value} appears twice; each value may appear once.");
            else
                values.Add(value);
        }

        return values.Contains(null) ? [] : values.OfType<SettingValue>().ToList();
    }

    /// <summary>The items of a list that has at least one.</summary>
    public IReadOnlyList<SpecNode>? Items(string what)
    {
        if (Value.ValueKind == JsonValueKind.Array && Value.GetArrayLength() > 0)
            return [.. Value.EnumerateArray().Select((item, index) => new SpecNode(item, $"{Path}[{index}]", Problems))];
        Report(Value.ValueKind == JsonValueKind.Array
            ? $"the list is empty; name at least one {what}."
            : $"{Written} is not a list; write a list of {what}s in square brackets.{EachElsewhere}");
        return null;
    }

    /// <summary>The members of an object; a key that comes again is reported and its first value kept.</summary>
    public Dictionary<string, SpecNode>? Members(string what)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            Report($"{Written} is not {what}.");
            return null;
        }

        var members = new Dictionary<string, SpecNode>(StringComparer.Ordinal);
        foreach (var member in Value.EnumerateObject())
        {
            var node = new SpecNode(member.Value, Path.Length == 0 ? Plain(member.Name) : $"{Path}.{Plain(member.Name)}", Problems);
            if (!members.TryAdd(member.Name, node))
                node.Report("the key appears twice; each key may appear once.");
        }

        return members;
    }

    /// <summary>Whether anything is wrong with this value or in it, as far as it has been read.</summary>
    public bool HasProblems =>
        Problems.Any(problem => problem.Path == Path || problem.Path.StartsWith(Path + ".", StringComparison.Ordinal));

    /// <summary>Reports the members that nobody asks for, but for those that are explained in another way.</summary>
    public void ReportUnknown(
        Dictionary<string, SpecNode> members, IReadOnlyCollection<string> allowed, params ReadOnlySpan<string> explained)
    {
        foreach (var name in members.Keys)
        {
            if (!explained.Contains(name) && !allowed.Contains(name, StringComparer.Ordinal))
                Report($"unknown key {Quote(name)}. {Suggestion.Sentence(name, allowed, "Allowed")}");
        }
    }

    private static string Plain(string key) => Quote(key)[1..^1];

    private static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";

    private void CheckOne(SettingDefinition allowed, string subject)
    {
        if (AsSetting(Value) is not { } value || !allowed.Allows(value))
            Refuse(allowed, subject);
    }

    private void Refuse(SettingDefinition allowed, string subject)
    {
        var written = Value.ValueKind == JsonValueKind.Array
            ? Value.GetArrayLength() == 0 ? "an empty list" : $"a list of {Value.GetArrayLength():N0}"
            : Written;
        var number = allowed.Words.Any(word => word.Contains('#', StringComparison.Ordinal)) ? ", N being from 2 to 64" : "";
        var oneOf = allowed is { TakesNumbers: false, TakesTruth: false, Length: null } ? "one of " : "";
        Report($"{written} is not allowed; {subject} must be {oneOf}{allowed.Allowed}{number}. " +
            $"It means: {allowed.Meaning.TrimEnd('.')}.{Advice(allowed)}");
    }

    private string Advice(SettingDefinition allowed) => Value.ValueKind switch
    {
        JsonValueKind.Object => EachElsewhere,
        JsonValueKind.String when IsNumber && allowed.TakesNumbers && allowed.Length is null => WithoutMarks,
        JsonValueKind.String => Guess(Value.GetString()!, allowed),
        JsonValueKind.Number when allowed.Length is not null => $" Write it in square brackets: [{Written}].",
        _ => "",
    };

    private bool IsNumber =>
        double.TryParse(Value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    /// <summary>What helps those who try several values where only one can stand.</summary>
    private string EachElsewhere => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(Each, out _)
        ? $" \"{Each}\" is not possible here: it is for settings of the game and for parameters of techniques."
        : "";

    /// <summary>The allowed word nearest to what was written; where a word takes a number, with the number that was written.</summary>
    private static string Guess(string written, SettingDefinition allowed)
    {
        var number = written[(written.LastIndexOf('-') + 1)..];
        var words = allowed.Words.Select(word => word.Replace("#", number, StringComparison.Ordinal));
        var guess = Suggestion.For(written, words.Where(word => allowed.Allows(word)));
        return guess is null ? "" : $" Did you mean \"{guess}\"?";
    }

    private static SettingValue? AsSetting(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array when value.EnumerateArray().Select(AsSetting).ToList() is var values && !values.Contains(null) =>
            new SettingValue.List([.. values.OfType<SettingValue>()]),
        _ => null,
    };
}
