using System.CommandLine;
using System.CommandLine.Parsing;
using GanBench.Cli.Wording;
using GanBench.Definitions;

namespace GanBench.Cli.Parsing;

/// <summary>What is wrong with a command line, in this program's words.</summary>
/// <remarks>
/// The library's own complaints are told by what they are about, never by their English: about a command, they are about words that it does
/// not know; about an option or an argument, they are about the number of its values. Every other complaint comes from the parsers and
/// validators of this program, which are all about an option or an argument that is there.
/// </remarks>
internal static class ParseProblems
{
    /// <summary>What is typed to start the program.</summary>
    public const string ProgramName = "ganbench";

    /// <summary>What is wrong, one sentence or more each; empty when all is well.</summary>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return [];
        var command = parsed.CommandResult.Command;

        // What follows an unknown option is most likely its value, what follows an unknown command its argument; no mistakes of their own.
        var unknownOptions = parsed.UnmatchedTokens.Where(IsOption).ToList();
        var unknown = unknownOptions.Count > 0 ? unknownOptions : parsed.UnmatchedTokens.Take(1);
        var unmatched = unknown.Select(token => Unmatched(token, command));
        var others = parsed.Errors.Where(error => error.SymbolResult is not CommandResult).Select(error => Explain(error, command));
        return [.. unmatched.Concat(others).Distinct(), $"See {PathOf(command)} --help."];
    }

    /// <summary>A command as it is typed: <c>ganbench run</c>.</summary>
    public static string PathOf(Command command) => command.Name == ProgramName ? ProgramName : $"{ProgramName} {command.Name}";

    /// <summary>What is told when an argument is missing or blank.</summary>
    public static string Missing(IRequiredArgument argument, Command command) =>
        $"{PathOf(command)}: {argument.Name} is missing; {argument.Hint}.";

    private static string Explain(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: IRequiredArgument argument } => Missing(argument, command),
        OptionResult { Tokens.Count: 0, Option.Arity.MinimumNumberOfValues: > 0 } option =>
            $"{PathOf(command)}: {option.Option.Name} needs a value.",
        OptionResult { IdentifierTokenCount: > 1 } option => $"{PathOf(command)}: {option.Option.Name} may be given once, with one value.",
        _ => error.Message,
    };

    private static bool IsOption(string token) => token.StartsWith('-');

    private static string Unmatched(string token, Command command)
    {
        var (written, path) = (Words.Quote(token), PathOf(command));
        if (IsOption(token))
            return $"{path}: unknown option {written}. {Suggestion.Sentence(token, Names(command.Options), "Known")}";
        return command.Subcommands.Count > 0
            ? $"{path}: unknown command {written}. {Suggestion.Sentence(token, Names(command.Subcommands), "Known")}"
            : $"{path}: {written} is one argument too many.";
    }

    private static string[] Names(IEnumerable<Symbol> symbols) =>
        [.. symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)];
}
