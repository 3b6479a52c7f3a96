namespace GanBench.Training.Techniques;

/// <summary>Describes a constructor parameter of a technique: lists print it and specs are checked against it.</summary>
/// <param name="meaning">What it is, with its unit.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SettingAttribute(string meaning) : Attribute
{
    /// <summary>What it is, with its unit.</summary>
    public string Meaning => meaning;

    /// <summary>Smallest allowed value.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed value.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;
}
