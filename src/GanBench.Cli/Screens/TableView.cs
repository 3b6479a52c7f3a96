using GanBench.Reports;
using Spectre.Console;

namespace GanBench.Cli.Screens;

/// <summary>Shows result tables.</summary>
internal static class TableView
{
    private const string Gap = "  ";

    /// <summary>Title, table, footnotes.</summary>
    public static void Show(Screen screen, ResultTable table)
    {
        screen.Line(table.Title, Tone.Strong);
        if (screen.Terminal is null)
        {
            foreach (var line in Lines(table))
                screen.Line(line);
        }
        else
        {
            screen.Show(Grid(table));
        }

        foreach (var footnote in table.Footnotes)
            screen.Line(footnote, Tone.Faint);
        screen.Line();
    }

    /// <summary>The table as aligned text: headings, a rule, one line per row; the first column to the left, the others to the right.</summary>
    internal static IEnumerable<string> Lines(ResultTable table)
    {
        int[] widths = [.. table.Columns.Select((heading, i) => table.Rows.Select(row => row[i].Length).Append(heading.Length).Max())];
        yield return Aligned(table.Columns);
        yield return string.Join(Gap, widths.Select(width => new string('-', width)));
        foreach (var row in table.Rows)
            yield return Aligned(row);

        string Aligned(IEnumerable<string> cells) =>
            string.Join(Gap, cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd();
    }

    private static Table Grid(ResultTable table)
    {
        var grid = new Table().Border(TableBorder.Simple);
        foreach (var (i, heading) in table.Columns.Index())
            grid.AddColumn(new TableColumn(new Text(heading, Screen.StyleOf(Tone.Strong))) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        foreach (var row in table.Rows)
            grid.AddRow(row.Select((cell, i) => new Text(cell, i == 0 ? Screen.StyleOf(Tone.Strong) : Style.Plain)));
        return grid;
    }
}
