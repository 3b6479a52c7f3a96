using System.Collections.Frozen;
using System.Text;

namespace GanBench.Definitions;

/// <summary>Writes citations as BibTeX entries, in plain ASCII where the letters are known here.</summary>
public static class BibTex
{
    private const string Marks = "\\{}&%$#_~^";

    /// <summary>Words that say nothing about a paper, so that they do not name it.</summary>
    private static readonly FrozenSet<string> SmallWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "a", "an", "the", "on", "of", "in", "to", "for", "are");

    /// <summary>Letters beyond ASCII: how LaTeX writes them, and what stands for them in a key.</summary>
    private static readonly FrozenDictionary<char, (string LaTeX, string Plain)> Letters = new Dictionary<char, (string, string)>
    {
        ['à'] = (@"{\`a}", "a"), ['á'] = (@"{\'a}", "a"), ['â'] = (@"{\^a}", "a"), ['ã'] = (@"{\~a}", "a"), ['ä'] = (@"{\""a}", "a"),
        ['å'] = (@"{\aa}", "a"),
        ['ç'] = (@"{\c c}", "c"), ['ć'] = (@"{\'c}", "c"), ['č'] = (@"{\v c}", "c"),
        ['è'] = (@"{\`e}", "e"), ['é'] = (@"{\'e}", "e"), ['ê'] = (@"{\^e}", "e"), ['ë'] = (@"{\""e}", "e"),
        ['ì'] = (@"{\`i}", "i"), ['í'] = (@"{\'i}", "i"), ['î'] = (@"{\^i}", "i"), ['ï'] = (@"{\""i}", "i"), ['ł'] = (@"{\l}", "l"),
        ['ñ'] = (@"{\~n}", "n"), ['ń'] = (@"{\'n}", "n"),
        ['ò'] = (@"{\`o}", "o"), ['ó'] = (@"{\'o}", "o"), ['ô'] = (@"{\^o}", "o"), ['õ'] = (@"{\~o}", "o"), ['ö'] = (@"{\""o}", "o"),
        ['ø'] = (@"{\o}", "o"),
        ['š'] = (@"{\v s}", "s"), ['ş'] = (@"{\c s}", "s"), ['ß'] = (@"{\ss}", "ss"),
        ['ù'] = (@"{\`u}", "u"), ['ú'] = (@"{\'u}", "u"), ['û'] = (@"{\^u}", "u"), ['ü'] = (@"{\""u}", "u"), ['ý'] = (@"{\'y}", "y"),
        ['ž'] = (@"{\v z}", "z"),
        ['Å'] = (@"{\AA}", "A"), ['Č'] = (@"{\v C}", "C"), ['É'] = (@"{\'E}", "E"), ['Ł'] = (@"{\L}", "L"), ['Ö'] = (@"{\""O}", "O"),
        ['Ø'] = (@"{\O}", "O"),
        ['Š'] = (@"{\v S}", "S"), ['Ü'] = (@"{\""U}", "U"), ['Ž'] = (@"{\v Z}", "Z"), ['–'] = ("--", ""), ['’'] = ("'", ""),
    }.ToFrozenDictionary();

    /// <summary>
    /// The first author, the year and the first word of the title that says something, e.g. <c>gulrajani2017improved</c>.
    /// </summary>
    /// <param name="citation">What is cited.</param>
    public static string Key(Citation citation)
    {
        var title = citation.Title.Split([' ', '-', ':', ',', '/'], StringSplitOptions.RemoveEmptyEntries);
        var word = title.FirstOrDefault(word => !SmallWords.Contains(word)) ?? title.FirstOrDefault() ?? "";
        return $"{Plain(Authors(citation)[0])}{citation.Year}{Plain(word)}";
    }

    /// <summary>One entry; its lines end with LF.</summary>
    /// <param name="citation">What is cited.</param>
    public static string Entry(Citation citation)
    {
        // A second pair of braces keeps the capitals of a title, and a surname of several words in one piece.
        var authors = Authors(citation)
            .Select(Escape)
            .Select(author => author.Contains(' ', StringComparison.Ordinal) ? $"{{{author}}}" : author);
        var entry = new StringBuilder();
        entry.Append($"@misc{{{Key(citation)},\n");
        entry.Append($"  title = {{{{{Escape(citation.Title)}}}}},\n");
        entry.Append($"  author = {{{string.Join(" and ", authors)}}},\n");
        entry.Append($"  year = {{{citation.Year}}},\n");
        if (citation.ArXiv is { } identifier)
            entry.Append($"  eprint = {{{identifier}}},\n  archivePrefix = {{arXiv}},\n");
        return entry.Append("}\n").ToString();
    }

    private static string[] Authors(Citation citation) =>
        citation.Authors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (Letters.TryGetValue(character, out var letter)) escaped.Append(letter.LaTeX);
            else if (character == '\\') escaped.Append(@"{\textbackslash}");
            else if (character is '~' or '^') escaped.Append('\\').Append(character).Append("{}");
            else if (Marks.Contains(character, StringComparison.Ordinal)) escaped.Append('\\').Append(character);
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static string Plain(string word)
    {
        var letters = word.Select(character => Letters.TryGetValue(character, out var letter) ? letter.Plain : character.ToString());
        return string.Concat(string.Concat(letters).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }
}
