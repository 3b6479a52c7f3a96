using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GanBench.Reports.Page;

/// <summary>
/// A page of docs/techniques. The pages are built into the program, so what it prints and what is read there is the same text.
/// </summary>
/// <remarks>
/// A page is <c># name: title</c>, then sections. A section begins with its heading in bold, <c>**Idea.**</c>, and goes to the next one;
/// a table is one of its own, called <see cref="Parameters"/>.
/// </remarks>
/// <param name="Name">Name of the page, e.g. <c>pacgan</c>.</param>
/// <param name="Title">What it is about, a few words.</param>
/// <param name="Sections">Markdown of each section by its heading, without the heading.</param>
public sealed partial record TechniquePage(string Name, string Title, ImmutableDictionary<string, string> Sections)
{
    /// <summary>Name of the section that says what can be chosen: a table, or a sentence that there is nothing.</summary>
    public const string Parameters = "Parameters";

    /// <summary>Name of the section with what a step costs more than the baseline's, in words and as a measured ratio.</summary>
    public const string Cost = "Cost";

    /// <summary>Name of the section with what papers report.</summary>
    public const string ReportedScores = "Reported scores";

    /// <summary>What every page tells, in order.</summary>
    public static ImmutableArray<string> Headings { get; } = ["Idea", "Equation", "Source", Parameters, "Departures", Cost, ReportedScores];

    /// <summary>
    /// Name of a technique's page, which a family shares: the catalogue's name without its number, <c>pacgan</c> for <c>pacgan-2</c>.
    /// </summary>
    /// <param name="technique">The technique's name.</param>
    public static string NameOf(string technique) => string.Join('-', technique.Split('-').Where(word => !word.All(char.IsAsciiDigit)));

    /// <summary>Reads a page of this program.</summary>
    /// <param name="name">Name of the page.</param>
    /// <returns>The page; null when there is none.</returns>
    public static TechniquePage? Find(string name)
    {
        using var resource = typeof(TechniquePage).Assembly.GetManifestResourceStream($"techniques/{name}.md");
        if (resource is null)
            return null;
        using var reader = new StreamReader(resource);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a page.</summary>
    /// <param name="markdown">All of its text.</param>
    /// <exception cref="FormatException">It does not begin with a title.</exception>
    public static TechniquePage Parse(string markdown)
    {
        var blocks = Blanks().Split(markdown.Trim());
        if (Heading().Match(blocks[0]) is not { Success: true } title)
            throw new FormatException($"A page begins with \"# name: title\", not with \"{blocks[0]}\".");

        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var present = "";
        foreach (var block in blocks.Skip(1))
        {
            var (heading, text) = SectionStart().Match(block) is { Success: true } start
                ? (start.Groups[1].Value, block[start.Length..].Trim())
                : IsParameters(block) && !sections.ContainsKey(Parameters) ? (Parameters, block)
                : (present, block);
            if (!sections.TryGetValue(heading, out var there))
                sections.Add(heading, there = []);
            there.Add(text);
            present = heading;
        }

        return new TechniquePage(
            title.Groups[1].Value,
            title.Groups[2].Value,
            sections.ToImmutableDictionary(section => section.Key, section => string.Join("\n\n", section.Value), StringComparer.Ordinal));
    }

    private static bool IsParameters(string block) =>
        block.StartsWith("| parameter", StringComparison.Ordinal) || block.StartsWith("No parameters", StringComparison.Ordinal);

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A# ([a-z0-9-]+): (.+)\z")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A\*\*([A-Z][a-z ]*)\.\*\*")]
    private static partial Regex SectionStart();
}
