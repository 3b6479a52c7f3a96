using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Running;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>The training code on the tensor library that this assembly is compiled against.</summary>
public sealed class Engine : IEngine
{
    /// <inheritdoc/>
    public EngineFacts Facts { get; } = EngineFacts.Of(typeof(Tensor).Assembly);

    /// <inheritdoc/>
    public ImmutableArray<Definition> Techniques { get; } = [.. KnownTechniques.All.Select(technique => technique.Definition)];

    /// <inheritdoc/>
    public string? Refusal(Choice technique) =>
        Composition.Refusal([.. (technique.Parts ?? [technique]).Select(part => (part.Name, KnownTechniques.Create(part)))]);

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, SettingValue> SettingsOf(Choice technique) =>
        KnownTechniques.Create(technique).Changes.Settings;

    /// <inheritdoc/>
    public string? Misfit(PlannedTraining training) => GameRefusal.Of(
        GameSettings.From(training.Settings),
        KnownDatasets.Create(training.Dataset).SampleShape,
        KnownTechniques.Create(training.Technique).Rules);

    /// <inheritdoc/>
    public IGame Start(PlannedTraining training, Dataset dataset, TrainingData data, IReadOnlyList<int> seeds) => new Game(
        dataset, data, KnownTechniques.Create(training.Technique), GameSettings.From(training.Settings), training.GeneratorSteps, seeds);
}
