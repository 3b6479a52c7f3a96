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
    public ImmutableArray<Definition> Profiles { get; } = [.. KnownProfiles.All.Select(profile => profile.Definition)];

    /// <inheritdoc/>
    public string? Refusal(Choice technique) =>
        Composition.Refusal([.. (technique.Parts ?? [technique]).Select(part => (part.Name, KnownTechniques.Create(part)))]);

    /// <inheritdoc/>
    public string? Misfit(Choice dataset, Choice profile, Choice? technique) => GameRefusal.Of(
        SettingsOf(profile),
        KnownDatasets.Create(dataset).SampleShape,
        technique is null ? new NsGan() : KnownTechniques.Create(technique));

    /// <inheritdoc/>
    public int DiscriminatorSteps(Choice technique) => KnownTechniques.Create(technique).DiscriminatorStepsPerGeneratorStep;

    /// <inheritdoc/>
    public IGame Start(PlannedRun run, Dataset dataset, TrainingData data, IReadOnlyList<int> seeds) =>
        new Game(dataset, data, KnownTechniques.Create(run.Technique), SettingsOf(run.Profile), run.GeneratorSteps, seeds);

    private static GameSettings SettingsOf(Choice profile) =>
        KnownProfiles.All.FirstOrDefault(known => known.Name == profile.Name && known.Version == profile.Version)?.Settings
        ?? throw new ArgumentException(
            $"Network profile \"{profile.Name}\" version {profile.Version} does not exist in this version of GanBench.", nameof(profile));
}
