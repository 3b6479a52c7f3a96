using System.Collections.Immutable;
using GanBench.Reports.Tables;
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
            screen.Show(Grid(Fitting(table, screen.Terminal.Profile.Width)));
        }

        foreach (var footnote in table.Footnotes)
            screen.Line(footnote, Tone.Faint);
        screen.Line();
    }

    /// <summary>
    /// The table as aligned text: headings, a rule, one line per row; the first column to the left, the others to the right.
    /// </summary>
    internal static IEnumerable<string> Lines(ResultTable table)
    {
        var widths = Widths(table);
        yield return Aligned(table.Columns);
        var rule = string.Join(Gap, widths.Select(width => new string('-', width)));
        yield return rule;
        foreach (var (i, row) in table.Rows.Index())
        {
            if (StartsControls(table, i))
                yield return rule;
            yield return Aligned(row);
        }

        string Aligned(IEnumerable<string> cells) =>
            string.Join(Gap, cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd();
    }

    /// <summary>
    /// The table as it is where it fits, turned where that is narrower; what is too wide either way is wrapped in its cells.
    /// </summary>
    internal static ResultTable Fitting(ResultTable table, int room)
    {
        var turned = Turned(table);
        return Width(table) <= room || Width(table) <= Width(turned) ? table : turned;
    }

    /// <summary>Rows for columns: for a terminal that is too narrow for many columns.</summary>
    internal static ResultTable Turned(ResultTable table) => table with
    {
        Controls = 0,
        Columns = [table.Columns[0], .. table.Rows.Select(row => row[0])],
        Rows =
        [
            .. table.Columns.Skip(1).Select((heading, i) => (ImmutableArray<string>)[heading, .. table.Rows.Select(row => row[i + 1])]),
        ],
    };

    private static int Width(ResultTable table) => Widths(table).Sum(width => width + GridGap);

    private static bool StartsControls(ResultTable table, int row) => table.Controls > 0 && row == table.Rows.Length - table.Controls;

    private static ImmutableArray<int> Widths(ResultTable table) =>
        [.. table.Columns.Select((heading, i) => table.Rows.Select(row => row[i].Length).Append(heading.Length).Max())];

    private static Table Grid(ResultTable table)
    {
        var grid = new Table().Border(TableBorder.Simple);
        foreach (var (i, heading) in table.Columns.Index())
        {
            var text = new Text(heading, Screen.StyleOf(Tone.Strong));
            grid.AddColumn(new TableColumn(text) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        }

        foreach (var (place, row) in table.Rows.Index())
        {
            if (StartsControls(table, place))
                grid.AddEmptyRow();
            grid.AddRow(row.Select((cell, i) => new Text(cell, i == 0 ? Screen.StyleOf(Tone.Strong) : Style.Plain)));
        }

        return grid;
    }
}
