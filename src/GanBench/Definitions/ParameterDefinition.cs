namespace GanBench.Definitions;

/// <summary>One number that a dataset or technique lets the user choose.</summary>
/// <param name="Name">Kebab-case key in a spec, e.g. <c>discriminator-steps</c>.</param>
/// <param name="Default">Value when the spec is silent.</param>
/// <param name="Minimum">Smallest allowed value, inclusive.</param>
/// <param name="Maximum">Largest allowed value, inclusive; may be infinite, but a value must be finite.</param>
/// <param name="Whole">Whether only whole numbers are allowed.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record ParameterDefinition(string Name, double Default, double Minimum, double Maximum, bool Whole, string Meaning);
