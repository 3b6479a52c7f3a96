using System.CommandLine;

namespace GanBench.Cli.Commands;

/// <summary>
/// A command of the program. All that there is to say about one stands in its own file; <see cref="KnownCommands"/> lists them.
/// </summary>
/// <param name="name">What is typed.</param>
/// <param name="summary">What it does, for its own help and for the list of commands; a sentence or more.</param>
internal abstract class ProgramCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>A command line as it might be typed, without the program's name: <c>cite wgan-gp</c>.</summary>
    public abstract string Example { get; }

    /// <summary>What that line gives, a few words: <c>its paper as BibTeX</c>.</summary>
    public abstract string ExampleEffect { get; }
}
