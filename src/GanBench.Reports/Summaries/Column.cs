namespace GanBench.Reports.Summaries;

/// <summary>A column of a CSV table.</summary>
/// <typeparam name="T">What a line is about.</typeparam>
/// <param name="Name">Kebab-case heading.</param>
/// <param name="Text">What stands under it in a line; empty when it was not measured.</param>
internal sealed record Column<T>(string Name, Func<T, string?> Text)
{
    /// <summary>A column of numbers, with all the digits that it takes to read the same bits back; null was not measured.</summary>
    public Column(string name, Func<T, double?> number)
        : this(name, line => $"{number(line):R}")
    {
    }

    /// <summary>A column of whole numbers; null was not measured.</summary>
    public Column(string name, Func<T, long?> number)
        : this(name, line => $"{number(line)}")
    {
    }
}
