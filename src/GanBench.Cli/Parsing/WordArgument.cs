using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using GanBench.Cli.Wording;
using GanBench.Definitions;

namespace GanBench.Cli.Parsing;

/// <summary>An argument that is one of a few words, or several of them; they are what the shell completes.</summary>
internal sealed class WordArgument : Argument<string[]>, IRequiredArgument
{
    /// <param name="name">What stands for it in help texts.</param>
    /// <param name="what">What a word is, e.g. <c>kind</c>.</param>
    /// <param name="known">The words.</param>
    public WordArgument(string name, string what, ImmutableArray<string> known)
        : base(name)
    {
        HelpName = name;   // without it help shows all completions
        CustomParser = result =>
        {
            string[] written = [.. result.Tokens.Select(token => token.Value)];
            foreach (var unknown in written.Except(known, StringComparer.Ordinal))
            {
                var path = ParseProblems.PathOf(((CommandResult)result.Parent!).Command);
                result.AddError($"{path}: unknown {what} {Words.Quote(unknown)}. {Suggestion.Sentence(unknown, known, "Known")}");
            }

            return written;
        };
        CompletionSources.Add([.. known]);
    }

    /// <summary>What to write; told when the argument is missing and its arity says that it may not be.</summary>
    public string Hint { get; init; } = "";
}
