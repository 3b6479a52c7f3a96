using System.Collections.Immutable;
using System.Reflection;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class KnownMetricsTest
{
    [Test]
    public void Names_OfAllMetrics_AreKebabCaseAndDiffer() =>
        Assert.That(KnownMetrics.All.Select(metric => metric.Name), Is.Unique.And.All.Match("^[a-z]+(-[a-z]+)*$"));

    [Test]
    public void Definitions_AreThoseOfTheMetrics_InTheirOrder() =>
        Assert.That(
            KnownMetrics.Definitions.Select(definition => definition.Name), Is.EqualTo(KnownMetrics.All.Select(metric => metric.Name)));

    // A metric that nobody lists would be measured nowhere, and nobody would notice.
    [Test]
    public void EveryMetricThatAClassDeclares_IsListed()
    {
        var declared = typeof(Metric).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Metric))
            .Select(property => property.GetValue(null));

        Assert.That(KnownMetrics.All, Is.EquivalentTo(declared));
    }

    // 90 of 100 samples sit in equal shares on the modes of a fair coin: 2 modes, 2 at share, 0.9, KL 0.
    [TestCase("modes-captured", 2, 1)]
    [TestCase("modes-at-share", 2, 1)]
    [TestCase("high-quality-share", 0.9, 0.9)]
    [TestCase("reverse-kl", 0, 0.69314718055994531)]
    public void Metric_OnACoin_TellsBalanceFromCollapse(string name, double balanced, double collapsed)
    {
        var metric = KnownMetrics.All.Single(known => known.Name == name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(metric.Compute(Coin(45, 45)), Is.EqualTo(balanced).Within(1e-15));
            Assert.That(metric.Compute(Coin(90, 0)), Is.EqualTo(collapsed).Within(1e-15));
        }
    }

    [Test]
    public void Metrics_OnExtremeCounts_StayInTheirRange()
    {
        foreach (var metric in KnownMetrics.For(new CoinDataset()))
        {
            foreach (var input in (MetricInput[])[Coin(0, 0), Coin(100, 0), Coin(50, 50), Coin(1, 99)])
                Assert.That(metric.Compute(input), Is.NaN.Or.InRange(metric.Minimum, metric.Maximum), metric.Name);
        }
    }

    // Two modes at 0 and 1 whose Gaussians are so narrow that only exact hits count; every other sample lies between them.
    private static MetricInput Coin(int heads, int tails)
    {
        var values = new float[100];
        Array.Fill(values, 0.5f);
        Array.Fill(values, 0, 0, heads);
        Array.Fill(values, 1, heads, tails);
        var (dataset, samples) = (new CoinDataset(), new Samples(values, 1));
        return new(samples, NearestMode.Recognise(
            samples, dataset.Modes), new Reference(dataset, 100, dataset.Open(null!, null, default).HeldOut(100), draw => samples));
    }

    private sealed record CoinDataset : Dataset
    {
        public override int Version => 1;

        public override string Summary => "Two narrow modes.";

        public override Citation? Source => null;

        public override ImmutableArray<int> SampleShape => [1];

        public override ImmutableArray<double> ModeWeights => [0.5, 0.5];

        public override PointModes Modes => new(new Samples(new float[] { 0, 1 }, 1), 0.01);

        public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
            new MixtureData(Modes);
    }
}
