using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Training.Networks;
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
    public ImmutableArray<Definition> Profiles { get; } = [.. KnownProfiles.All.Select(profile => profile.Definition)];

    /// <inheritdoc/>
    public string? Refusal(Choice technique) =>
        Composition.Refusal([.. (technique.Parts ?? [technique]).Select(part => (part.Name, KnownTechniques.Create(part)))]);

    /// <inheritdoc/>
    public string? Misfit(Choice dataset, Choice profile, Choice? technique)
    {
        var (networks, sampleShape) = (KnownProfiles.Find(profile), KnownDatasets.Create(dataset).SampleShape);
        return networks.Architecture.Refusal(
            technique is null ? sampleShape : KnownTechniques.Create(technique).Rules.ShownShape(sampleShape, networks.LatentDimension));
    }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, SettingValue> SettingsOf(Choice technique) => KnownTechniques.Create(technique).Changes.Settings;

    /// <inheritdoc/>
    public int DiscriminatorSteps(Choice technique) => OwnSettings.DiscriminatorSteps(KnownTechniques.Create(technique).Rules);

    /// <inheritdoc/>
    public IGame Start(PlannedRun run, Dataset dataset, TrainingData data, IReadOnlyList<int> seeds) =>
        new Game(dataset, data, KnownTechniques.Create(run.Technique), KnownProfiles.Find(run.Profile), run.GeneratorSteps, seeds);
}
