using System.Collections.Immutable;
using GanBench.Controls;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Metrics;

namespace GanBench.Experiments.Running;

/// <summary>Everything that this version of GanBench can run.</summary>
public static class KnownCatalogue
{
    /// <summary>Datasets, techniques, profiles and metrics, and which profile each dataset uses when a spec names none.</summary>
    /// <param name="engine">Gives the techniques.</param>
    public static Catalogue Of(IEngine engine) => new(
        [.. KnownDatasets.All.Select(dataset => dataset.Definition)],
        engine.Techniques,
        KnownProfiles.All,
        KnownMetrics.Definitions,
        KnownDatasets.All.ToImmutableDictionary(
            dataset => dataset.Name,
            dataset => ProfileFor(dataset),
            StringComparer.Ordinal),
        Trainer.Version,
        engine.Facts.Identity)
    {
        Judges = KnownDatasets.All
            .Where(dataset => dataset.Default.Judge is not null)
            .ToImmutableDictionary(dataset => dataset.Name, dataset => dataset.Default.Judge!, StringComparer.Ordinal),
        Controls = KnownControls.Definitions,
        ControlApplies = (dataset, control) =>
            KnownControls.All.Single(known => known.Name == control).AppliesTo(KnownDatasets.Create(dataset)),
        MetricApplies = (dataset, metric) =>
            KnownMetrics.All.Single(known => known.Name == metric).AppliesTo(KnownDatasets.Create(dataset)),
        ModeWeights = dataset => KnownDatasets.Create(dataset).ModeWeights,
        SettingsOf = engine.SettingsOf,
        Refusal = engine.Refusal,
        Misfit = engine.Misfit,
    };

    private static string ProfileFor(KnownDataset dataset) => dataset.Default.SampleShape.Length == 1 ? "points-mlp128" : "images-mlp256";
}
