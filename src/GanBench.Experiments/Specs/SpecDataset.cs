using System.Collections.Immutable;

namespace GanBench.Experiments.Specs;

/// <summary>A dataset of a spec.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Parameters">The parameters that the spec names; the others keep their defaults.</param>
/// <param name="Profile">Network profile that the spec names, or null for the dataset's default.</param>
/// <param name="GeneratorSteps">Generator updates that the spec names for this dataset, or null for the experiment's.</param>
/// <param name="Samples">Samples per evaluation that the spec names for this dataset, or null for the experiment's.</param>
public sealed record SpecDataset(
    string Name, ImmutableSortedDictionary<string, double> Parameters, string? Profile, int? GeneratorSteps, int? Samples);
