using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Running;

/// <summary>
/// What can train: the training code compiled against one tensor library. It speaks of plain data alone, so nobody else names its types.
/// </summary>
public interface IEngine
{
    /// <summary>Name and versions.</summary>
    EngineFacts Facts { get; }

    /// <summary>The techniques that it can train, in the order lists show them; the same for every engine.</summary>
    ImmutableArray<Definition> Techniques { get; }

    /// <summary>Why a combination of techniques makes no sense, in one sentence or more; null when it does.</summary>
    /// <param name="technique">A technique or a combination.</param>
    string? Refusal(Choice technique);

    /// <summary>
    /// What a technique itself says of the settings, by name as in <see cref="Profiles.SettingLayers"/>; what a spec says for the technique
    /// wins over it.
    /// </summary>
    /// <param name="technique">A technique or a combination that is not refused.</param>
    ImmutableSortedDictionary<string, SettingValue> SettingsOf(Choice technique);

    /// <summary>Why dataset, technique and settings do not fit together, half a sentence or more; null when they do.</summary>
    /// <param name="training">What would be trained.</param>
    string? Misfit(PlannedTraining training);

    /// <summary>Starts a game of one run for each of several seeds.</summary>
    /// <param name="training">What is trained; its own seed does not count.</param>
    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="seeds">One seed a replica; R of them.</param>
    /// <exception cref="ArgumentException">The training names something unknown.</exception>
    IGame Start(PlannedTraining training, Dataset dataset, TrainingData data, IReadOnlyList<int> seeds);
}
