namespace GanBench.Definitions;

/// <summary>
/// Describes a constructor parameter of a record as a setting: parsing, ranges, help, lists and identities follow from it.
/// </summary>
/// <param name="meaning">What it is, with its unit.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SettingAttribute(string meaning) : Attribute
{
    /// <summary>What it is, with its unit.</summary>
    public string Meaning => meaning;

    /// <summary>Smallest allowed number, inclusive; of a list, of each.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number, inclusive; of a list, of each.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Number that every allowed one is above, such as 0 for a rate.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>Number that every allowed one is below.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Allowed words of a text, parted by blanks; # stands for a whole number from 2 to 64, as in <c>maxout-#</c>. An enumeration has its
    /// own.
    /// </summary>
    public string Words { get; init; } = "";

    /// <summary>Word that stands for no number, where the parameter may be null.</summary>
    public string Without { get; init; } = "";

    /// <summary>Least and most values of a list.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Most values of a list.</summary>
    public int MaximumLength { get; init; } = 64;

    /// <summary>Default of a list of numbers, which the constructor cannot give; empty when the list is empty by default.</summary>
    public double[] DefaultNumbers { get; init; } = [];

    /// <summary>When the setting means anything: another one and its values, e.g. <c>optimiser: adam</c>; empty for always.</summary>
    public string When { get; init; } = "";
}
