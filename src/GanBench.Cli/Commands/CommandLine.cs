using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;

namespace GanBench.Cli.Commands;

/// <summary>The whole command line: the commands, what stands in the help above them, and <c>--version</c>.</summary>
internal static class CommandLine
{
    private const string Purpose = "GanBench: which technique cures GAN mode collapse, on which data, at what cost?";

    private const string EnvironmentAndExitCodes =
        """
        Environment:
          GANBENCH_DATA     folder with dataset files, looked at before the cache (mnist: the four IDX files, plain or .gz)
          GANBENCH_CACHE    folder for downloads; default: XDG_CACHE_HOME/ganbench or the platform's cache folder
          GANBENCH_OFFLINE  set to 1 to never download anything
          NO_COLOR          set to print without colours

        Exit codes:
          0    all is well, skipped and diverged cells included
          1    a cell failed, a record differs (verify, measure), a judge came out different (judges) or something is broken (doctor)
          2    a mistake in what was asked, nothing that could be compared (verify), something that cannot be measured here (measure),
               or a file that could not be written, such as on a full disk (records are kept, the same command goes on)
          3    a bug in GanBench
          130  interrupted
        """;

    /// <summary>
    /// The commands and options. A plain command and not the library's <see cref="RootCommand"/>, which is named after the file,
    /// GanBench.Cli; that cannot be renamed to ganbench, because GanBench.dll lies beside it and names of assemblies do not tell small
    /// letters from capitals.
    /// </summary>
    public static Command Root(CommandEnvironment environment)
    {
        var commands = KnownCommands.All(environment);
        var help = new HelpOption("--help", "-?", "-h") { Description = "Show help.", Recursive = true };
        var root = new Command(ParseProblems.ProgramName, Description(commands));
        foreach (var command in commands)
            root.Add(command);
        root.Add(help);
        root.Add(new Option<bool>("--version") { Description = "Show the version and the commit.", Action = new ShowVersion(environment) });
        root.SetAction(parsed => ((SynchronousCommandLineAction)help.Action!).Invoke(parsed));
        return root;
    }

    private static string Description(IReadOnlyCollection<ProgramCommand> commands)
    {
        var width = commands.Max(command => command.Example.Length);
        var examples = commands.Select(command => $"  ganbench {command.Example.PadRight(width)}  {command.ExampleEffect}");
        return $"{Purpose}\n\nExamples:\n{string.Join('\n', examples)}\n\n{EnvironmentAndExitCodes}";
    }

    private sealed class ShowVersion(CommandEnvironment environment) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            environment.Screen.Line($"ganbench {Host.VersionAndCommit}");
            return ExitCode.Fine;
        }
    }
}
