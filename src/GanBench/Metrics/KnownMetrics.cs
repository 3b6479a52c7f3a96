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

    private static readonly Citation PrecisionRecall = new(
        "Improved Precision and Recall Metric for Assessing Generative Models",
        "Kynkäänniemi, Karras, Laine, Lehtinen, Aila", 2019, "1904.06991");

    private static readonly Citation DensityCoverage = new(
        "Reliable Fidelity and Diversity Metrics for Generative Models", "Naeem, Oh, Uh, Choi, Yoo", 2020, "2002.09797");

    private static readonly Citation GansAndGmms = new("On GANs and GMMs", "Richardson, Weiss", 2018, "1805.12462");

    private static readonly Citation Birthday = new(
        "Do GANs actually learn the distribution? An empirical study", "Arora, Zhang", 2017, "1706.08224");

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
        new("precision", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of samples that lie in the neighbourhood of a real one.", PrecisionRecall, AnyDataset,
            input => Precision.Of(input.NeighbourCounts)),
        new("recall", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of real samples that lie in the neighbourhood of a generated one.", PrecisionRecall, AnyDataset,
            input => Recall.Of(input.NeighbourCounts)),
        new("density", 1, "ratio", 0, double.PositiveInfinity, Direction.HigherIsBetter,
            "Neighbourhoods of real samples that a sample lies in, over those it should: 1 when perfect.", DensityCoverage, AnyDataset,
            input => Density.Of(input.NeighbourCounts)),
        new("coverage", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of real samples whose neighbourhood holds a generated one.", DensityCoverage, AnyDataset,
            input => Coverage.Of(input.NeighbourCounts)),
        new("different-bins", 1, "share", 0, 1, Direction.LowerIsBetter,
            "Share of the cells of real samples that hold significantly too many or too few generated ones.", GansAndGmms, AnyDataset,
            input => DifferentBins.Of(input.Recognised.Features, input.Reference.Bins)),
        new("birthday-support", 1, "samples", 1, double.PositiveInfinity, Direction.HigherIsBetter,
            "Different samples that a generator can draw, estimated from how many pairs of its samples are the same.", Birthday, AnyDataset,
            input => BirthdaySupport.Of(input.Neighbourhoods)),
    ];

    /// <summary>The metrics that mean something on a dataset, in the same order.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<Metric> For(Dataset dataset) => All.Where(metric => metric.AppliesTo(dataset));

    /// <summary>The catalogue entries that planning and reports need, in the same order.</summary>
    public static ImmutableArray<Definition> Definitions { get; } =
        [.. All.Select(metric => new Definition(metric.Name, metric.Version, metric.Summary, metric.Source, []))];

    private static bool AnyDataset(Dataset dataset) => true;
}
