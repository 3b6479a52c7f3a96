using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GanBench.Definitions;

/// <summary>One thing that a spec can choose.</summary>
/// <param name="Name">Kebab-case key in a spec, e.g. <c>discriminator-steps</c>.</param>
/// <param name="Meaning">What it is, with its unit.</param>
/// <param name="Default">Value when the spec is silent; null where there is none.</param>
public sealed record SettingDefinition(string Name, string Meaning, SettingValue? Default)
{
    /// <summary>Whether a number is allowed, or numbers in a list.</summary>
    public bool TakesNumbers { get; init; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether true and false are allowed.</summary>
    public bool TakesTruth { get; init; }

    /// <summary>Allowed words; # stands for a whole number from 2 to 64.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Least and most values of a list; null where the setting is a single value.</summary>
    public (int Least, int Most)? Length { get; init; }

    /// <summary>Smallest allowed number, inclusive.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number, inclusive; may be infinite, but a value must be finite.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Number that every allowed one is above.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>Number that every allowed one is below.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>The setting that decides whether this one means anything, and the values with which it does; null for always.</summary>
    public (string Name, ImmutableArray<string> Values)? When { get; init; }

    /// <summary>What is allowed, in words, e.g. <c>a whole number from 1 to 1000</c>.</summary>
    public string Allowed
    {
        get
        {
            var kinds = new List<string>();
            if (TakesNumbers)
                kinds.Add($"a {(Whole ? "whole" : "finite")} number{Range}");
            if (Words.Length > 0)
                kinds.Add(string.Join(", ", Words.Select(word => word.Replace("#", "N", StringComparison.Ordinal))));
            if (TakesTruth)
                kinds.Add("true or false");
            var one = string.Join(" or ", kinds);
            return Length switch
            {
                null => one,
                var (least, most) when least == most => $"a list of {least}, each {one}",
                var (least, most) => $"a list of {least} to {most}, each {one}",
            };
        }
    }

    private string Range => (Minimum, Maximum, Above, Below) switch
    {
        ( > double.NegativeInfinity, < double.PositiveInfinity, _, _) => $" from {Shown(Minimum)} to {Shown(Maximum)}",
        (_, < double.PositiveInfinity, > double.NegativeInfinity, _) => $" above {Shown(Above)}, at most {Shown(Maximum)}",
        ( > double.NegativeInfinity, _, _, < double.PositiveInfinity) => $" from {Shown(Minimum)} to below {Shown(Below)}",
        ( > double.NegativeInfinity, _, _, _) => $" of at least {Shown(Minimum)}",
        (_, < double.PositiveInfinity, _, _) => $" of at most {Shown(Maximum)}",
        (_, _, > double.NegativeInfinity, _) => $" above {Shown(Above)}",
        (_, _, _, < double.PositiveInfinity) => $" below {Shown(Below)}",
        _ => "",
    };

    private static string Shown(double number) =>
        Math.Truncate(number) == number && Math.Abs(number) < 1e15 ? $"{number:N0}" : $"{number:R}";

    /// <summary>Whether a value is allowed.</summary>
    /// <param name="value">The value.</param>
    public bool Allows(SettingValue value) => (value, Length) switch
    {
        (SettingValue.List list, var (least, most)) =>
            list.Values.Length >= least && list.Values.Length <= most && list.Values.All(AllowsOne),
        (SettingValue.List, null) or (_, not null) => false,
        _ => AllowsOne(value),
    };

    private bool AllowsOne(SettingValue value) => value switch
    {
        SettingValue.Number { Value: var number } => TakesNumbers && double.IsFinite(number) && (!Whole || Math.Truncate(number) == number)
            && number >= Minimum && number <= Maximum && number > Above && number < Below,
        SettingValue.Word { Value: var word } => Words.Any(allowed => IsWord(word, allowed)),
        SettingValue.Truth => TakesTruth,
        _ => false,
    };

    private static bool IsWord(string word, string allowed)
    {
        if (!allowed.Contains('#', StringComparison.Ordinal))
            return word == allowed;
        var match = Regex.Match(word, $@"\A{Regex.Escape(allowed).Replace("\\#", "([1-9][0-9]?)", StringComparison.Ordinal)}\z");
        return match.Success && int.Parse(match.Groups[1].Value) is >= 2 and <= 64;
    }
}
