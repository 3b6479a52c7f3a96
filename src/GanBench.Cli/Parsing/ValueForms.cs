using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Parsing;

/// <summary>The kinds of values that options take.</summary>
internal static class ValueForms
{
    /// <summary>A fixed part of the cells, such as <c>2/8</c>.</summary>
    public static ValueForm<Shard> Share { get; } = new(
        "i/n",
        $"write i/n, such as 2/8, with whole numbers and 1 <= i <= n <= {Shard.Most:N0}",
        (string written, [MaybeNullWhen(false)] out Shard shard) => (shard = Shard.TryParse(written)) is not null);

    /// <summary>A whole number from 1 to a most.</summary>
    public static ValueForm<int> WholeNumber(int most) => new(
        "N",
        $"it must be a whole number from 1 to {most:N0}",
        (written, out number) => int.TryParse(written, NumberStyles.None, provider: null, out number) && number >= 1 && number <= most);

    /// <summary>A number of seconds in a range.</summary>
    public static ValueForm<double> Seconds(double least, double most) => new(
        "SECONDS",
        $"it must be a number of seconds from {least:#,0.##} to {most:#,0.##}",
        (written, out seconds) => double.TryParse(written, NumberStyles.AllowDecimalPoint, provider: null, out seconds)
            && seconds >= least && seconds <= most);

    /// <summary>The name of a folder or file, which need not exist.</summary>
    /// <param name="helpName">What stands for it, e.g. <c>DIR</c>.</param>
    /// <param name="description">What it is, with an example: <c>a folder, such as results</c>.</param>
    public static ValueForm<string> PathName(string helpName, string description) =>
        Text(helpName, IsPathName, $"the name of {description}");

    /// <summary>Text of a pattern.</summary>
    /// <param name="helpName">What it is, e.g. <c>TIME</c>.</param>
    /// <param name="pattern">All that is allowed.</param>
    /// <param name="description">The same for people, e.g. <c>the name of a partition</c>.</param>
    public static ValueForm<string> Text(string helpName, Regex pattern, string description) =>
        Text(helpName, pattern.IsMatch, description);

    /// <summary>Whether a text can name a file or a folder on any system.</summary>
    public static bool IsPathName(string written) => written.Trim().Length > 0 && !written.Contains('\0', StringComparison.Ordinal);

    private static ValueForm<string> Text(string helpName, Predicate<string> isAllowed, string description) => new(
        helpName,
        $"it must be {description}",
        (string written, [MaybeNullWhen(false)] out string text) => isAllowed(text = written));
}
