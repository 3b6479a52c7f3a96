using System.Diagnostics.CodeAnalysis;

namespace GanBench.Cli.Parsing;

/// <summary>How one kind of value is written on the command line.</summary>
/// <param name="HelpName">What stands for it in help texts, e.g. <c>N</c>.</param>
/// <param name="Allowed">What is told when it is written otherwise, e.g. <c>it must be a whole number from 1 to 1,024</c>.</param>
/// <param name="TryRead">Reads it.</param>
internal sealed record ValueForm<T>(string HelpName, string Allowed, ValueForm<T>.Reader TryRead)
    where T : notnull
{
    /// <summary>Reads a value; false when what is written is not allowed.</summary>
    public delegate bool Reader(string written, [MaybeNullWhen(false)] out T value);
}
