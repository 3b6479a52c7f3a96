using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments;

namespace GanBench.Metrics;

/// <summary>Every metric that is recorded at each evaluation.</summary>
public static class KnownMetrics
{
    private static readonly Citation Veegan = new(
        "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning",
        "Srivastava, Valkov, Russell, Gutmann, Sutton", 2017, "1705.07761");

    private static readonly Citation PacGan = new(
        "PacGAN: The power of two samples in generative adversarial networks", "Lin, Khetan, Fanti, Oh", 2017, "1712.04086");

    /// <summary>All metrics, in the order of table columns.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        new("modes-captured", 1, "modes", 0, double.PositiveInfinity, Direction.HigherIsBetter,
            "Modes that hold at least one high-quality sample.", Veegan, AnyDataset,
            input => ModesCaptured.Of(input.Counts)),
        new("modes-at-share", 1, "modes", 0, double.PositiveInfinity, Direction.HigherIsBetter,
            "Modes that hold at least a quarter of the high-quality samples that they should.", null, AnyDataset,
            input => ModesAtShare.Of(input.Counts, input.Reference.Dataset.ModeWeights)),
        new("high-quality-share", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of samples within three standard deviations of a mode, or recognised with confidence by the judge.", Veegan, AnyDataset,
            input => HighQualityShare.Of(input.Counts)),
        new("reverse-kl", 1, "nats", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "KL divergence of the true mode weights from those of the high-quality samples.", PacGan, AnyDataset,
            input => ReverseKl.Of(input.Counts, input.Reference.Dataset.ModeWeights)),
    ];

    /// <summary>The metrics that mean something on a dataset, in the same order.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<Metric> For(Dataset dataset) => All.Where(metric => metric.AppliesTo(dataset));

    /// <summary>The catalogue entries that planning and reports need, in the same order.</summary>
    public static ImmutableArray<Definition> Definitions { get; } =
    [
        .. All.Select(metric => new Definition(metric.Name, metric.Version, metric.Summary, metric.Source, [])
        {
            Scale = new MetricScale(metric.Minimum, metric.Maximum, metric.Direction),
        }),
    ];

    private static bool AnyDataset(Dataset dataset) => true;
}
