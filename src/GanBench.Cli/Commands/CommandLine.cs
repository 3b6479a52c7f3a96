using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.CommandLine;
using GanBench.Cli.Screens;
using GanBench.Definitions;

namespace GanBench.Cli.Commands;

/// <summary>The commands and options, and what is wrong with a command line.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        GanBench: which technique cures GAN mode collapse, on which data, at what cost?

        Examples:
          ganbench list techniques      what can be compared
          ganbench explain wgan-gp      idea, equation, source, parameters, departures and cost of a technique
          ganbench cite wgan-gp         its paper as BibTeX
          ganbench run quick            runs experiments/quick.json; a second time it runs only what is missing
          ganbench report quick         tables and report again, from the records alone
          ganbench status quick         what is done, running, failed and still to do
          ganbench verify DIR           runs cells of a results folder again and compares the bits
          ganbench slurm quick          a script that runs it on a Slurm cluster
          ganbench doctor               what is here and what is missing
          ganbench judges               the classifiers that recognise the modes of images, with accuracy and digest

        Environment:
          GANBENCH_DATA     folder with dataset files, looked at before the cache (mnist: the four IDX files, plain or .gz)
          GANBENCH_CACHE    folder for downloads; default: XDG_CACHE_HOME/ganbench or the platform's cache folder
          GANBENCH_OFFLINE  set to 1 to never download anything
          NO_COLOR          set to print without colours

        Exit codes: 0 all is well (skipped and diverged cells included), 1 a cell failed, a record differs (verify), a judge came out different
        (judges) or something is broken (doctor), 2 a mistake in what was asked, or nothing that could be compared (verify), or a file that could not
        be written, such as on a full disk (records are kept, the same command goes on), 3 a bug in GanBench, 130 interrupted.
        """;

    /// <summary>The whole command line. A plain command, not a RootCommand, whose name would be the file's: GanBench.Cli.</summary>
    public static Command Root(Surroundings surroundings)
    {
        var version = new Option<bool>("--version") { Description = "Show the version and the commit.", Action = new ShowVersion(surroundings) };
        var help = new HelpOption { Description = "Show help.", Recursive = true };
        var root = new Command("ganbench", Description)
        {
            ListCommand.Create(surroundings),
            ExplainCommand.Create(surroundings),
            CiteCommand.Create(surroundings),
            RunCommand.Create(surroundings),
            ReportCommand.Create(surroundings),
            StatusCommand.Create(surroundings),
            SlurmCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            JudgesCommand.Create(surroundings),
            help,
            version,
        };
        root.SetAction(parsed => ((SynchronousCommandLineAction)help.Action!).Invoke(parsed));
        return root;
    }

    /// <summary>What is wrong with a command line, one sentence or more each; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return [];

        var command = parsed.CommandResult.Command;
        var path = command.Name == "ganbench" ? "ganbench" : "ganbench " + command.Name;

        // What follows an unknown option is most likely its value, what follows an unknown command its argument; no mistakes of their own.
        var unknownOptions = parsed.UnmatchedTokens.Where(IsOption).ToList();
        var unmatched = (unknownOptions.Count > 0 ? unknownOptions : parsed.UnmatchedTokens.Take(1)).Select(token => Unmatched(token, command, path));
        var others = parsed.Errors
            .Where(error => !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
            .Select(error => Explain(error, path));
        return [.. unmatched.Concat(others).Distinct(), $"See {path} --help."];
    }

    // The library says what is missing in words that speak of arguments; its own errors are told from ours by these words.
    private static string Explain(ParseError error, string path) => (error.SymbolResult, error.Message) switch
    {
        (ArgumentResult { Argument.Name: "NAME" }, var message) when message.StartsWith("Required argument missing for command", StringComparison.Ordinal) =>
            $"{path}: NAME is missing; name a technique such as wgan-gp, or another name that ganbench list shows.",
        (ArgumentResult { Argument.Name: "DIR" }, var message) when message.StartsWith("Required argument missing for command", StringComparison.Ordinal) =>
            ExperimentArguments.FolderMissing,
        (_, var message) when message.StartsWith("Required argument missing for command", StringComparison.Ordinal) =>
            $"{path}: SPEC is missing; name a spec's file, or the bare name of one in experiments/, such as quick.",
        (OptionResult { Option.Name: var name }, var message) when message.StartsWith("Required argument missing", StringComparison.Ordinal) =>
            $"{path}: {name} needs a value.",
        (OptionResult { Option.Name: var name }, var message) when message.Contains("expects a single argument", StringComparison.Ordinal) =>
            $"{path}: {name} may be given once, with one value.",
        var (_, message) => message,
    };

    private static bool IsOption(string token) => token.StartsWith('-');

    private static string Unmatched(string token, Command command, string path)
    {
        var written = Words.Quote(token);
        if (IsOption(token))
            return $"{path}: unknown option {written}. {Suggestion.Sentence(token, Names(command.Options), "Known")}";
        return command.Subcommands.Count > 0
            ? $"{path}: unknown command {written}. {Suggestion.Sentence(token, Names(command.Subcommands), "Known")}"
            : $"{path}: {written} is one argument too many.";
    }

    private static string[] Names(IEnumerable<Symbol> symbols) =>
        [.. symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)];

    private sealed class ShowVersion(Surroundings surroundings) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            surroundings.Screen.Line(Host.Commit is { } commit ? $"ganbench {Host.Version} (commit {commit})" : $"ganbench {Host.Version}");
            return ExitCode.Fine;
        }
    }
}
