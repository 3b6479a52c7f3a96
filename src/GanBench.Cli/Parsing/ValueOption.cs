using System.CommandLine;
using GanBench.Cli.Wording;

namespace GanBench.Cli.Parsing;

/// <summary>An option with one value.</summary>
internal sealed class ValueOption<T> : Option<T>
    where T : notnull
{
    /// <param name="name">Its name, e.g. <c>--jobs</c>.</param>
    /// <param name="form">How its value is written.</param>
    /// <param name="description">What it does, a sentence or more.</param>
    public ValueOption(string name, ValueForm<T> form, string description)
        : base(name)
    {
        (Description, HelpName) = (description, form.HelpName);
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (form.TryRead(written, out var value))
                return value;
            result.AddError($"{name}: {Words.Quote(written)} is not allowed; {form.Allowed}.");
            return default;
        };
    }

    /// <summary>What counts when the option is not given, shown in help; without it such an option has no value.</summary>
    public T Default
    {
        init => DefaultValueFactory = _ => value;
    }

    /// <summary>Whether the command line gives this option.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(this) is { Implicit: false };
}
