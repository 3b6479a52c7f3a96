using System.Text;

namespace GanBench.Cli.Wording;

/// <summary>Numbers and names as the terminal shows them.</summary>
internal static class Words
{
    private const int LongestQuote = 200;

    /// <summary><c>1 cell</c>, <c>1,234 cells</c>.</summary>
    public static string Count(long count, string noun) =>
        $"{count:N0} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>14.2 s</c>, <c>3 min 05 s</c>, <c>2 h 07 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 99.95 => $"{time.TotalSeconds:0.0} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(long)time.TotalHours:N0} h {time.Minutes:00} min",
    };

    /// <summary>A text of someone else's in quotation marks, without control characters, and shortened when it is long.</summary>
    public static string Quote(string text) => $"\"{OneLine(text)}\"";

    /// <summary>A text of someone else's on one line, without control characters, and shortened when it is long.</summary>
    public static string OneLine(string text)
    {
        var plain = text.Take(LongestQuote).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character);
        return string.Concat(plain) + (text.Length > LongestQuote ? "..." : "");
    }

    /// <summary>An argument as a shell takes it: in single quotation marks unless it is plain.</summary>
    public static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '/')
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// Text broken at spaces into lines of at most a width, all indented; the first one may begin with a mark, e.g. <c>- </c>.
    /// </summary>
    public static string Wrap(string text, int width, int indent, string mark = "")
    {
        var indentation = new string(' ', indent + mark.Length);
        var wrapped = new StringBuilder(new string(' ', indent)).Append(mark);
        var column = indentation.Length;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > indentation.Length && column + 1 + word.Length > width)
            {
                wrapped.Append('\n').Append(indentation);
                column = indentation.Length;
            }

            if (column > indentation.Length)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }
}
