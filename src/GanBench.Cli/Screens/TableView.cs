using System.Collections.Immutable;
using GanBench.Reports;
using Spectre.Console;

namespace GanBench.Cli.Screens;

/// <summary>Shows result tables.</summary>
internal static class TableView
{
    private const string Gap = "  ";
    private const int GridGap = 3;

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
            var fits = Widths(table).Sum(width => width + GridGap) <= screen.Terminal.Profile.Width;
            screen.Show(Grid(fits ? table : Turned(table)));
        }

        foreach (var footnote in table.Footnotes)
            screen.Line(footnote, Tone.Faint);
        screen.Line();
    }

    /// <summary>The table as aligned text: headings, a rule, one line per row; the first column to the left, the others to the right.</summary>
    internal static IEnumerable<string> Lines(ResultTable table)
    {
        var widths = Widths(table);
        yield return Aligned(table.Columns);
        yield return string.Join(Gap, widths.Select(width => new string('-', width)));
        foreach (var row in table.Rows)
            yield return Aligned(row);

        string Aligned(IEnumerable<string> cells) =>
            string.Join(Gap, cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd();
    }

    /// <summary>Rows for columns: for a terminal that is too narrow for many columns.</summary>
    internal static ResultTable Turned(ResultTable table) => table with
    {
        Columns = [table.Columns[0], .. table.Rows.Select(row => row[0])],
        Rows = [.. table.Columns.Skip(1).Select((heading, i) => (ImmutableArray<string>)[heading, .. table.Rows.Select(row => row[i + 1])])],
    };

    private static ImmutableArray<int> Widths(ResultTable table) =>
        [.. table.Columns.Select((heading, i) => table.Rows.Select(row => row[i].Length).Append(heading.Length).Max())];

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
