using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Running;

/// <summary>What can train: the training code compiled against one tensor library. It speaks of plain data alone, so nobody else names its types.</summary>
public interface IEngine
{
    /// <summary>Name and versions.</summary>
    EngineFacts Facts { get; }

    /// <summary>The techniques that it can train, in the order lists show them; the same for every engine.</summary>
    ImmutableArray<Definition> Techniques { get; }

    /// <summary>The network profiles that it can train with, in the order lists show them.</summary>
    ImmutableArray<Definition> Profiles { get; }

    /// <summary>Why a combination of techniques makes no sense, in one sentence or more; null when it does.</summary>
    /// <param name="technique">A technique or a combination.</param>
    string? Refusal(Choice technique);

    /// <summary>Why a network profile cannot be used on a dataset, half a sentence or more; null when it can.</summary>
    /// <param name="dataset">What is learned.</param>
    /// <param name="profile">The network profile.</param>
    /// <param name="technique">What is tried, which may show the discriminator something else than samples; null for the baseline.</param>
    string? Misfit(Choice dataset, Choice profile, Choice? technique);

    /// <summary>What a technique sets besides its own parameters, by the names of the settings of a game, flat or short.</summary>
    /// <param name="technique">A technique or a combination.</param>
    ImmutableSortedDictionary<string, SettingValue> SettingsOf(Choice technique);

    /// <summary>Discriminator updates per generator update, at least 1.</summary>
    /// <param name="technique">What is tried.</param>
    int DiscriminatorSteps(Choice technique);

    /// <summary>Starts a game of one run for each of several seeds.</summary>
    /// <param name="run">What is trained; its own seed does not count.</param>
    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="seeds">One seed a replica; R of them.</param>
    /// <exception cref="ArgumentException">The run names something unknown.</exception>
    IGame Start(PlannedRun run, Dataset dataset, TrainingData data, IReadOnlyList<int> seeds);
}
