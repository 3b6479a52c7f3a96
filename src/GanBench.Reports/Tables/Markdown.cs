using System.Text;

namespace GanBench.Reports.Tables;

/// <summary>Writes Markdown as GitHub reads it.</summary>
internal static class Markdown
{
    /// <summary>Plain text that stays plain: on one line, and without any marks' effect.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsControl(character))
                escaped.Append(' ');
            else if (character == '<')
                escaped.Append("&lt;");
            else if (character is '\\' or '`' or '*' or '_' or '|' or '[' or ']')
                escaped.Append('\\').Append(character);
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Text in a code span; the fence is longer than any run of backticks inside.</summary>
    public static string Code(string text)
    {
        var fence = "`";
        while (text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        var padding = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return fence + padding + text.ReplaceLineEndings(" ") + padding + fence;
    }

    /// <summary>A table with its footnotes under it; the columns are padded, so that it reads well as text too.</summary>
    public static string Table(ResultTable table)
    {
        var columns = table.Columns.Select(Cell).ToArray();
        var rows = table.Rows.Select(row => row.Select(Cell).ToArray()).ToArray();
        var widths = columns.Select((heading, i) => Math.Max(3, rows.Select(row => row[i].Length).Append(heading.Length).Max())).ToArray();
        var text = new StringBuilder();
        Line(text, columns, widths);
        text
            .Append('|')
            .AppendJoin('|', widths.Select((width, i) => i == 0 ? $" {new string('-', width)} " : $" {new string('-', width - 1)}: "))
            .Append("|\n");
        foreach (var (i, row) in rows.Index())
        {
            if (table.Controls > 0 && i == rows.Length - table.Controls)
                Line(text, [.. columns.Select(_ => "")], widths);
            Line(text, row, widths);
        }

        if (table.Footnotes.Length > 0)
            text.Append('\n');
        foreach (var footnote in table.Footnotes)
            text.Append("- ").Append(Escape(footnote)).Append('\n');
        return text.ToString();
    }

    // Brackets are left alone in cells: 7.7 [7, 8] is no link, and the table stays readable as text.
    private static string Cell(string text) =>
        Escape(text).Replace("\\[", "[", StringComparison.Ordinal).Replace("\\]", "]", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))
            .Append(" |\n");
}
