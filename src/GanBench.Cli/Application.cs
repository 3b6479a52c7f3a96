using System.CommandLine;
using GanBench.Cli.Commands;
using GanBench.Cli.Completion;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;

namespace GanBench.Cli;

/// <summary>The program: from arguments to an exit code.</summary>
internal static class Application
{
    /// <summary>Runs one command line. Never throws: what goes wrong is printed and becomes the exit code.</summary>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <param name="environment">The world.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        try
        {
            var root = CommandLine.Root(environment);
            if (SuggestDirective.Answer(root, arguments) is { } words)
            {
                environment.Screen.Writer.Write(string.Concat(words.Select(word => word + "\n")));
                return ExitCode.Fine;
            }

            var parsed = root.Parse(arguments);
            if (ParseProblems.Find(parsed) is { Count: > 0 } problems)
                throw new UserMistakeException(string.Join('\n', problems));

            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,   // Program listens for Ctrl-C itself
                Output = environment.Screen.Writer,
                Error = environment.Error,
            });
        }
        catch (UserMistakeException mistake)
        {
            await environment.Error.WriteLineAsync(mistake.Message.TrimEnd('\n'));
            return ExitCode.UserMistake;
        }
#pragma warning disable CA1031 // The last resort: every other exception is a fault of ours, and says so.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await environment.Error.WriteLineAsync($"Bug in GanBench: {error}");
            return ExitCode.Bug;
        }
    }
}
