using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Specs;

/// <summary>A dataset of a spec.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Parameters">The parameters that the spec names; the others keep their defaults.</param>
/// <param name="GeneratorSteps">Generator updates that the spec names for this dataset, or null for the experiment's.</param>
/// <param name="Samples">Samples per evaluation that the spec names for this dataset, or null for the experiment's.</param>
/// <param name="Settings">What the spec says of the settings on this dataset; more than one make the cells of a grid.</param>
public sealed record SpecDataset(
    string Name,
    ImmutableSortedDictionary<string, SettingValue> Parameters,
    int? GeneratorSteps,
    int? Samples,
    ImmutableArray<SpecSettings> Settings);
