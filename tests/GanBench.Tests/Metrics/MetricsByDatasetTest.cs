using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Metrics;

namespace GanBench.Tests.Metrics;

/// <summary>Which metrics a dataset's records have.</summary>
[TestFixture]
public sealed class MetricsByDatasetTest
{
    private static readonly string[] OfPointsOnly = ["sigma-ratio", "excess-sliced-wasserstein"];
    private static readonly string[] OfLabelledImages = ["labels-captured", "label-kl"];
    private static readonly string[] OfOneLabel = ["classifier-score", "mode-score"];
    private static readonly string[] OfUnequalLabels = ["reverse-kl-uniform"];

    [Test]
    public void Points_HaveWhatLooksWithinModes_AndNothingOfAJudge() =>
        Assert.That(Restricted(new Ring()), Is.EquivalentTo(OfPointsOnly));

    [Test]
    public void Digits_HaveAllOfTheJudge() =>
        Assert.That(Restricted(new Mnist()), Is.EquivalentTo(OfLabelledImages.Concat(OfOneLabel).Concat(OfUnequalLabels)));

    [Test]
    public void StackedDigits_HaveNoScoresOfASingleLabel() =>
        Assert.That(Restricted(new Images([3, 28, 28], [0.5, 0.3, 0.2])), Is.EquivalentTo(OfLabelledImages.Concat(OfUnequalLabels)));

    [Test]
    public void EvenImages_NeedNoUniformReference() =>
        Assert.That(Restricted(new Images([1, 28, 28], [0.5, 0.5])), Is.EquivalentTo(OfLabelledImages.Concat(OfOneLabel)));

    private static IEnumerable<string> Restricted(Dataset dataset) =>
        KnownMetrics.For(dataset).Select(metric => metric.Name).Intersect(
            [.. OfPointsOnly, .. OfLabelledImages, .. OfOneLabel, .. OfUnequalLabels]);

    private sealed record Images(ImmutableArray<int> Shape, ImmutableArray<double> Weights) : Dataset
    {
        public override int Version => 1;

        public override string Summary => "Images that are never opened.";

        public override Citation? Source => null;

        public override ImmutableArray<int> SampleShape => Shape;

        public override ImmutableArray<double> ModeWeights => Weights;

        public override string Judge => "none-v1";

        public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
