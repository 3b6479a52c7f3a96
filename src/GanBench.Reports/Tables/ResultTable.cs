using System.Collections.Immutable;

namespace GanBench.Reports.Tables;

/// <summary>A table for people, before anyone decides how it looks.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Headings; the first column names the row, the others are best aligned to the right.</param>
/// <param name="Rows">One text per column; plain text, nothing escaped.</param>
/// <param name="Footnotes">What must be known to read it, one sentence or more each; also every cell that did not complete.</param>
public sealed record ResultTable(
    string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Footnotes)
{
    /// <summary>How many of the last rows are controls: a block of their own.</summary>
    public int Controls { get; init; }
}
