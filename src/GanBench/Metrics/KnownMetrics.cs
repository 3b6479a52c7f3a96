using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Every metric that is recorded at each evaluation.</summary>
public static class KnownMetrics
{
    private static readonly Citation Veegan = new(
        "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning",
        "Srivastava, Valkov, Russell, Gutmann, Sutton", 2017, "1705.07761");

    private static readonly Citation PacGan = new(
        "PacGAN: The power of two samples in generative adversarial networks", "Lin, Khetan, Fanti, Oh", 2017, "1712.04086");

    private static readonly Citation Unrolled = new(
        "Unrolled Generative Adversarial Networks", "Metz, Poole, Pfau, Sohl-Dickstein", 2016, "1611.02163");

    private static readonly Citation JensenShannonEntropy = new("Divergence Measures Based on the Shannon Entropy", "Lin", 1991);

    private static readonly Citation TextureMixing = new(
        "Wasserstein Barycenter and Its Application to Texture Mixing", "Rabin, Peyré, Delon, Bernot", 2011);

    private static readonly Citation TwoTimeScales = new(
        "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium",
        "Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter", 2017, "1706.08500");

    private static readonly Citation DemystifyingMmd = new(
        "Demystifying MMD GANs", "Bińkowski, Sutherland, Arbel, Gretton", 2018, "1801.01401");

    private static readonly Citation ImprovedTechniques = new(
        "Improved Techniques for Training GANs", "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen", 2016, "1606.03498");

    private static readonly Citation ModeRegularized = new(
        "Mode Regularized Generative Adversarial Networks", "Che, Li, Jacob, Bengio, Li", 2016, "1612.02136");

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
        new("high-quality-share", 1, "share", 0, 1, Direction.TargetIsBest,
            "Share of samples within three standard deviations of a mode, or recognised with confidence by the judge.", Veegan, AnyDataset,
            input => HighQualityShare.Of(input.Counts)) { Target = ThreeSigma.Share(2) },
        new("reverse-kl", 1, "nats", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "KL divergence of the mode shares of the high-quality samples from the true mode weights.", PacGan, AnyDataset,
            input => ReverseKl.Of(input.Counts, input.Reference.Dataset.ModeWeights)),
        new("excess-reverse-kl", 1, "nats", double.NegativeInfinity, double.PositiveInfinity, Direction.LowerIsBetter,
            "Reverse KL minus what a perfect sampler scores on average at this number of samples.", null, AnyDataset,
            input => ExcessReverseKl.Of(ReverseKl.Of(input.Counts, input.Reference.Dataset.ModeWeights), input.Reference.ReverseKlFloor)),
        new("jensen-shannon", 1, "nats", 0, 0.69314718055994531, Direction.LowerIsBetter,
            "Jensen-Shannon divergence between the mode shares of the high-quality samples and the true ones.", JensenShannonEntropy, AnyDataset,
            input => JensenShannon.Of(input.Counts, input.Reference.Dataset.ModeWeights)),
        new("sigma-ratio", 1, "ratio", 0, double.PositiveInfinity, Direction.TargetIsBest,
            "Spread of the high-quality samples within their modes over the true one: 0 for points, 1 for a perfect sampler.", null, HasPoints,
            input => SigmaRatio.Of(
                input.Generated, input.Recognised.Modes.Span, input.Recognised.HighQuality.Span,
                input.Reference.Dataset.ModeWeights.Length, input.Reference.Dataset.Modes!.Sigma)),
        new("sliced-wasserstein", 1, "data units", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "Mean over 64 directions of the Wasserstein-1 distance between projected generated and held-out real features.", TextureMixing, AnyDataset,
            input => input.SlicedWassersteinDistance),
        new("excess-sliced-wasserstein", 1, "data units", double.NegativeInfinity, double.PositiveInfinity, Direction.LowerIsBetter,
            "Sliced Wasserstein distance minus what a perfect sampler scores on average at this number of samples.", null, HasPoints,
            input => ExcessSlicedWasserstein.Of(input.SlicedWassersteinDistance, input.Reference.SlicedWassersteinFloor)),
        new("precision", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of samples that lie in the neighbourhood of a real one.", PrecisionRecall, AnyDataset,
            input => Precision.Of(input.NeighbourCounts)),
        new("recall", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of real samples that lie in the neighbourhood of a generated one.", PrecisionRecall, AnyDataset,
            input => Recall.Of(input.NeighbourCounts)),
        new("density", 1, "ratio", 0, double.PositiveInfinity, Direction.TargetIsBest,
            "Neighbourhoods of real samples that a sample lies in, over those it should: 1 when perfect.", DensityCoverage, AnyDataset,
            input => Density.Of(input.NeighbourCounts)),
        new("coverage", 1, "share", 0, 1, Direction.HigherIsBetter,
            "Share of real samples whose neighbourhood holds a generated one.", DensityCoverage, AnyDataset,
            input => Coverage.Of(input.NeighbourCounts)),
        new("frechet", 1, "squared units", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "Fréchet distance between Gaussians fitted to generated and held-out real features.", TwoTimeScales, AnyDataset,
            input => Frechet.Of(input.Recognised.Features, input.Reference.Frechet)),
        new("kernel-distance", 1, "kernel units", double.NegativeInfinity, double.PositiveInfinity, Direction.LowerIsBetter,
            "Squared maximum mean discrepancy between generated and held-out real features under a cubic kernel, unbiased.", DemystifyingMmd, AnyDataset,
            input => KernelDistance.Of(CubicMoments.Of(input.Recognised.Features), input.Reference.CubicMoments)),
        new("different-bins", 1, "share", 0, 1, Direction.LowerIsBetter,
            "Share of the cells of real samples that hold significantly too many or too few generated ones.", GansAndGmms, AnyDataset,
            input => DifferentBins.Of(input.Recognised.Features, input.Reference.Bins)),
        new("birthday-support", 1, "samples", 1, double.PositiveInfinity, Direction.ComparedWithPerfect,
            "Different samples that a generator can draw, estimated from how many pairs of its samples are the same.", Birthday, AnyDataset,
            input => BirthdaySupport.Of(input.Neighbourhoods)),
        new("classifier-score", 1, "classes", 1, double.PositiveInfinity, Direction.HigherIsBetter,
            "Inception score of the judge: how sure it is of each image, and how evenly its classes are spread.", ImprovedTechniques, HasOneLabelPerImage,
            input => ClassifierScore.Of(input.Recognised.Probabilities!)),
        new("mode-score", 1, "classes", 0, double.PositiveInfinity, Direction.HigherIsBetter,
            "Classifier score, lowered where the classes are not in their true shares.", ModeRegularized, HasOneLabelPerImage,
            input => ModeScore.Of(input.Recognised.Probabilities!, input.Reference.Dataset.ModeWeights)),
        new("labels-captured", 1, "modes", 0, double.PositiveInfinity, Direction.HigherIsBetter,
            "Labels that the judge gives to at least one sample of any quality: the literature's count on stacked MNIST.", Unrolled, HasJudge,
            input => LabelsCaptured.Of(input.Recognised.Modes.Span)),
        new("label-kl", 1, "nats", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "KL divergence of the labels of all samples from the uniform distribution: the literature's on stacked MNIST.", Unrolled, HasJudge,
            input => LabelKl.Of(input.Recognised.Modes.Span, input.Reference.Dataset.ModeWeights.Length)),
        new("reverse-kl-uniform", 1, "nats", 0, double.PositiveInfinity, Direction.LowerIsBetter,
            "Reverse KL against equal mode weights where the true ones differ.", PacGan, dataset => HasJudge(dataset) && !HasEqualWeights(dataset),
            input => ReverseKlUniform.Of(input.Counts)),
    ];

    /// <summary>The metrics that mean something on a dataset, in the same order.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<Metric> For(Dataset dataset) => All.Where(metric => metric.AppliesTo(dataset));

    /// <summary>The catalogue entries that planning and reports need, in the same order.</summary>
    public static ImmutableArray<Definition> Definitions { get; } =
    [
        .. All.Select(metric => new Definition(metric.Name, metric.Version, metric.Summary, metric.Source, [])
        {
            Scale = new MetricScale(metric.Minimum, metric.Maximum, metric.Direction, metric.Target),
        }),
    ];

    private static bool AnyDataset(Dataset dataset) => true;

    private static bool HasPoints(Dataset dataset) => dataset.Modes is not null;

    private static bool HasJudge(Dataset dataset) => dataset.Judge is not null;

    // A judge of stacked images labels every channel by itself: its probabilities are not those of the modes.
    private static bool HasOneLabelPerImage(Dataset dataset) => HasJudge(dataset) && dataset.SampleShape[0] == 1;

    private static bool HasEqualWeights(Dataset dataset)
    {
        var weights = dataset.ModeWeights;
        return weights.All(weight => weight == weights[0]);
    }
}
