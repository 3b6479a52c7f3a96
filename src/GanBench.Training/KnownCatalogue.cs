using System.Collections.Immutable;
using GanBench.Controls;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Metrics;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>Everything that this version of GanBench can run.</summary>
public static class KnownCatalogue
{
    /// <summary>Datasets, techniques, profiles and metrics, and which profile each dataset uses when a spec names none.</summary>
    public static Catalogue Default { get; } = new(
        [.. KnownDatasets.All.Select(dataset => dataset.Definition)],
        [.. KnownTechniques.All.Select(technique => technique.Definition)],
        [.. KnownProfiles.All.Select(profile => profile.Definition)],
        KnownMetrics.Definitions,
        KnownDatasets.All.ToImmutableDictionary(
            dataset => dataset.Name,
            dataset => ProfileFor(dataset).Name,
            StringComparer.Ordinal),
        Trainer.Version,
        EngineFacts.Identity)
    {
        Judges = KnownDatasets.All
            .Where(dataset => dataset.Default.Judge is not null)
            .ToImmutableDictionary(dataset => dataset.Name, dataset => dataset.Default.Judge!, StringComparer.Ordinal),
        Controls = KnownControls.Definitions,
        ControlApplies = (dataset, control) => KnownControls.All.Single(known => known.Name == control).AppliesTo(KnownDatasets.Create(dataset)),
        MetricApplies = (dataset, metric) => KnownMetrics.All.Single(known => known.Name == metric).AppliesTo(KnownDatasets.Create(dataset)),
        ModeWeights = dataset => KnownDatasets.Create(dataset).ModeWeights,
        Refusal = technique => Composition.Refusal([.. (technique.Parts ?? [technique]).Select(part => (part.Name, KnownTechniques.Create(part)))]),
        Misfit = Misfit,
    };

    private static string? Misfit(Choice dataset, Choice profile, Choice? technique)
    {
        var (networks, sampleShape) = (KnownProfiles.Find(profile), KnownDatasets.Create(dataset).SampleShape);
        return networks.Architecture.Refusal(
            technique is null ? sampleShape : KnownTechniques.Create(technique).ShownShape(sampleShape, networks.LatentDimension));
    }

    private static NetworkProfile ProfileFor(KnownDataset dataset) =>
        dataset.Default.SampleShape.Length == 1 ? KnownProfiles.PointsPerceptron : KnownProfiles.ImagesPerceptron;
}
