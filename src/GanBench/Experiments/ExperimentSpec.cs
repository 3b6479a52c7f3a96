using System.Collections.Immutable;

namespace GanBench.Experiments;

/// <summary>One question and the matrix of runs that answers it, as the user wrote it; checked against the catalogue.</summary>
/// <param name="Name">Names the folders of results and reports: lower-case letters, digits and dashes.</param>
/// <param name="Question">What the experiment wants to know, one sentence.</param>
/// <param name="Datasets">What is learned; each name once.</param>
/// <param name="Techniques">What is tried against collapse; a name may come again with other parameters.</param>
/// <param name="Seeds">Roots of the random streams; distinct and at least 0.</param>
/// <param name="GeneratorSteps">Generator updates per run where the dataset does not say otherwise.</param>
/// <param name="Evaluation">How runs are measured.</param>
/// <param name="Controls">Names of the controls that are measured beside the techniques, on every dataset that they apply to.</param>
public sealed record ExperimentSpec(
    string Name,
    string Question,
    ImmutableArray<SpecDataset> Datasets,
    ImmutableArray<SpecTechnique> Techniques,
    ImmutableArray<int> Seeds,
    int GeneratorSteps,
    SpecEvaluation Evaluation,
    ImmutableArray<string> Controls);

/// <summary>A dataset of a spec.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Parameters">The parameters that the spec names; the others keep their defaults.</param>
/// <param name="Profile">Network profile that the spec names, or null for the dataset's default.</param>
/// <param name="GeneratorSteps">Generator updates that the spec names for this dataset, or null for the experiment's.</param>
/// <param name="Samples">Samples per evaluation that the spec names for this dataset, or null for the experiment's.</param>
public sealed record SpecDataset(
    string Name, ImmutableSortedDictionary<string, double> Parameters, string? Profile, int? GeneratorSteps, int? Samples);

/// <summary>A technique of a spec, or several that are tried together.</summary>
/// <param name="Name">Name in the catalogue; of a combination, the names of its parts joined by "+".</param>
/// <param name="Parameters">The parameters that the spec names; the others keep their defaults. A combination has none of its own.</param>
/// <param name="On">Names of the datasets it is tried on, or null for all of the spec's.</param>
public sealed record SpecTechnique(
    string Name, ImmutableSortedDictionary<string, double> Parameters, ImmutableArray<string>? On)
{
    /// <summary>The techniques of a combination, at least two; null for a single technique.</summary>
    /// <remarks>
    /// Their order is part of what is run: what the discriminator is shown and the optimisers go through the parts in order, so the same
    /// parts in another order are another cell.
    /// </remarks>
    public ImmutableArray<SpecTechnique>? Parts { get; init; }

    /// <summary>Whether this technique is tried on a dataset of the spec.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public bool IsOn(string dataset) => On is not { } names || names.Contains(dataset, StringComparer.Ordinal);
}

/// <summary>How the runs of a spec are measured.</summary>
/// <param name="Samples">Generated samples per evaluation.</param>
/// <param name="Checkpoints">Evaluations after the first one at step 0.</param>
public sealed record SpecEvaluation(int Samples, int Checkpoints)
{
    /// <summary>What a silent spec gets: 2,500 samples, as the literature on 2-D mixtures takes, at 10 checkpoints.</summary>
    public static SpecEvaluation Default { get; } = new(2500, 10);
}
