using System.Text.RegularExpressions;

namespace GanBench.Cli.Wording;

/// <summary>
/// Shows the Markdown of the project's own pages as plain text: paragraphs and lists wrapped, code as it stands, tables as lists.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>The lines of a text.</summary>
    /// <param name="markdown">Paragraphs, lists, tables and fenced code, parted by blank lines.</param>
    /// <param name="width">Columns to keep to; code may be wider.</param>
    /// <param name="indent">Spaces before every line.</param>
    public static IEnumerable<string> Lines(string markdown, int width, int indent)
    {
        var first = true;
        foreach (var block in Blanks().Split(markdown.Trim()))
        {
            if (!first)
                yield return "";
            first = false;
            foreach (var line in Block(block, width, indent))
                yield return line;
        }
    }

    private static IEnumerable<string> Block(string block, int width, int indent)
    {
        var lines = block.Split('\n');
        if (IsFence(lines[0]))
            return lines.Where(line => !IsFence(line)).Select(line => new string(' ', indent + 2) + line);
        if (lines[0].StartsWith('|'))
            return lines.Where(line => !Rule().IsMatch(line)).SelectMany(
                line => Wrapped(string.Join("; ", Row(line)), width, indent, "- "));
        return Items(lines).SelectMany(item => item.StartsWith("- ", StringComparison.Ordinal)
            ? Wrapped(item[2..], width, indent, "- ")
            : Wrapped(item, width, indent, ""));
    }

    private static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);

    private static string[] Row(string line) => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);

    /// <summary>The lines of a block with those that belong together joined: a list's item, or a paragraph.</summary>
    private static List<string> Items(string[] lines)
    {
        var items = new List<string>();
        foreach (var line in lines)
        {
            if (items.Count == 0 || line.StartsWith("- ", StringComparison.Ordinal))
                items.Add(line);
            else
                items[^1] += " " + line.Trim();
        }

        return items;
    }

    private static string[] Wrapped(string text, int width, int indent, string mark) =>
        Words.Wrap(Plain(text), width, indent, mark).Split('\n');

    // What is in code is left alone but for its marks: an asterisk there is a product.
    private static string Plain(string text) => Link().Replace(text, "$1")
        .Replace("**", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal)
        .Replace("\\_", "_", StringComparison.Ordinal)
        .Replace("\\|", "|", StringComparison.Ordinal)
        .Replace("\\*", "*", StringComparison.Ordinal);

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A\|[ :|-]+\z")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();
}
