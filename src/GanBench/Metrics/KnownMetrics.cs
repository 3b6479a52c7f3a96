using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Every metric that is recorded at each evaluation.</summary>
public static class KnownMetrics
{
    /// <summary>All metrics, in the order of table columns.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        ModesCaptured.Metric,
        ModesAtShare.Metric,
        HighQualityShare.Metric,
        ReverseKl.Metric,
        ExcessReverseKl.Metric,
        JensenShannon.Metric,
        SigmaRatio.Metric,
        SlicedWasserstein.Metric,
        ExcessSlicedWasserstein.Metric,
        Precision.Metric,
        Recall.Metric,
        Density.Metric,
        Coverage.Metric,
        Frechet.Metric,
        KernelDistance.Metric,
        DifferentBins.Metric,
        BirthdaySupport.Metric,
        ClassifierScore.Metric,
        ModeScore.Metric,
        LabelsCaptured.Metric,
        LabelKl.Metric,
        ReverseKlUniform.Metric,
    ];

    /// <summary>The catalogue entries that planning and reports need, in the same order.</summary>
    public static ImmutableArray<Definition> Definitions { get; } = [.. All.Select(metric => metric.Definition)];

    /// <summary>The metrics that mean something on a dataset, in the same order.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<Metric> For(Dataset dataset) => All.Where(metric => metric.AppliesTo(dataset));
}
