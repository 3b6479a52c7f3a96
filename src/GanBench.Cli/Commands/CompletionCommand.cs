using System.CommandLine;
using GanBench.Cli.Completion;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench completion SHELL</c>: a script that teaches a shell to complete this program's command lines.</summary>
internal sealed class CompletionCommand : ProgramCommand
{
    public CompletionCommand(CommandEnvironment environment)
        : base("completion", "Print a script with which a shell completes commands, options, specs and names; it says how to load it.")
    {
        var shell = new WordArgument("SHELL", "shell", CompletionScripts.Shells)
        {
            Description = "bash, zsh, fish or pwsh (PowerShell).",
            Arity = ArgumentArity.ExactlyOne,
            Hint = "name bash, zsh, fish or pwsh",
        };
        Add(shell);
        SetAction(parsed =>
        {
            environment.Screen.Writer.Write(CompletionScripts.For(parsed.GetRequiredValue(shell).Single()));
            return ExitCode.Fine;
        });
    }

    public override string Example => "completion bash";

    public override string ExampleEffect => "a script with which the shell completes commands, options and names";
}
