using System.Collections.Immutable;

namespace GanBench.Experiments.Specs;

/// <summary>One question and the matrix of runs that answers it, as the user wrote it; checked against the catalogue.</summary>
/// <param name="Name">Names the folders of results and reports: lower-case letters, digits and dashes.</param>
/// <param name="Question">What the experiment wants to know, one sentence.</param>
/// <param name="Datasets">What is learned; each name once.</param>
/// <param name="Techniques">What is tried against collapse; a name may come again with other parameters.</param>
/// <param name="Seeds">Roots of the random streams; distinct and at least 0.</param>
/// <param name="GeneratorSteps">Generator updates per run where the dataset does not say otherwise.</param>
/// <param name="Evaluation">How runs are measured.</param>
/// <param name="Controls">Names of the controls that are measured beside the techniques, on every dataset that they apply to.</param>
/// <param name="Settings">What the spec says of the settings for all cells; more than one make the cells of a grid.</param>
public sealed record ExperimentSpec(
    string Name,
    string Question,
    ImmutableArray<SpecDataset> Datasets,
    ImmutableArray<SpecTechnique> Techniques,
    ImmutableArray<int> Seeds,
    int GeneratorSteps,
    SpecEvaluation Evaluation,
    ImmutableArray<string> Controls,
    ImmutableArray<SpecSettings> Settings);
