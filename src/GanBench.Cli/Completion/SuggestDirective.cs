using System.CommandLine;
using System.Globalization;

namespace GanBench.Cli.Completion;

/// <summary>
/// <c>[suggest:POSITION] LINE</c>: prints what may stand at a position of a command line, one word a line; the protocol of dotnet-suggest.
/// </summary>
internal static class SuggestDirective
{
    private const string Start = "[suggest";

    /// <summary>The words; null when this is another command line.</summary>
    /// <param name="root">The commands and options.</param>
    /// <param name="arguments">
    /// The command line; the line to complete is its second argument, and at its end when no position is given.
    /// </param>
    public static IReadOnlyList<string>? Answer(Command root, IReadOnlyList<string> arguments)
    {
        if (arguments is not [var directive, ..] || !directive.StartsWith(Start, StringComparison.Ordinal) || !directive.EndsWith(']'))
            return null;
        var line = arguments.Count > 1 ? arguments[1] : "";
        var written = directive[Start.Length..^1].TrimStart(':');
        var given = int.TryParse(written, NumberStyles.None, provider: null, out var number);
        var position = given ? Math.Min(number, line.Length) : line.Length;
        return [.. root.Parse(line).GetCompletions(position).Select(completion => completion.InsertText ?? completion.Label)];
    }
}
