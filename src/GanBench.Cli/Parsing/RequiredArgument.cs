using System.CommandLine;
using System.CommandLine.Parsing;

namespace GanBench.Cli.Parsing;

/// <summary>An argument that its command cannot do without.</summary>
internal sealed class RequiredArgument<T> : Argument<T>, IRequiredArgument
{
    /// <param name="name">What stands for it in help texts, e.g. <c>SPEC</c>.</param>
    /// <param name="description">What it is, a sentence.</param>
    /// <param name="hint">What to write, e.g. <c>name a folder with records, such as results/reference/quick</c>.</param>
    /// <param name="read">Makes the value of what is written, which is not blank.</param>
    public RequiredArgument(string name, string description, string hint, Func<IReadOnlyList<string>, T> read)
        : base(name)
    {
        (Description, HelpName, Hint) = (description, name, hint);   // without a help name, help shows all completions
        CustomParser = result =>
        {
            IReadOnlyList<string> written = [.. result.Tokens.Select(token => token.Value)];
            if (!written.All(ValueForms.IsPathName))
                result.AddError(ParseProblems.Missing(this, ((CommandResult)result.Parent!).Command));
            return read(written);
        };
    }

    /// <inheritdoc/>
    public string Hint { get; }
}
