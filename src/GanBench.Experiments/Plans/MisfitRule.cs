using GanBench.Definitions;

namespace GanBench.Experiments.Plans;

/// <summary>Says why a network profile cannot be used on a dataset, or null when it can.</summary>
/// <param name="dataset">What is learned.</param>
/// <param name="profile">The network profile.</param>
/// <param name="technique">What is tried, which may show the discriminator something else than samples; null for the baseline.</param>
public delegate string? MisfitRule(Choice dataset, Choice profile, Choice? technique);
