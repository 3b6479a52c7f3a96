namespace GanBench.Experiments.Specs;

/// <summary>One mistake of the user's.</summary>
/// <param name="Path">Where in the file, e.g. <c>techniques[2].lambda</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, with which value, what is allowed and what to do.</param>
public sealed record SpecProblem(string Path, string Message);
