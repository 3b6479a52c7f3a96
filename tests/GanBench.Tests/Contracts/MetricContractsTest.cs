using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Contracts;

/// <summary>What every metric of the catalogue keeps to, on points and on images.</summary>
[TestFixture]
public sealed class MetricContractsTest
{
    private const int SampleCount = 1_000;

    private static readonly Stage[] Stages =
    [
        Stage.OfPoints("ring8"), Stage.OfPoints("grid25"), Stage.OfImages("images", uneven: false),
        Stage.OfImages("uneven images", uneven: true),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from metric in KnownMetrics.All
        from stage in Stages
        where metric.AppliesTo(stage.Dataset)
        select new TestCaseData(metric, stage).SetArgDisplayNames(metric.Name, stage.Name);

    [Test]
    public void Metrics_ApplyToSomeStage() =>
        Assert.That(Cases.Select(given => given.Arguments[0]).Distinct(), Is.EqualTo(KnownMetrics.All));

    // Sums may round differently in another order; counts may not. With lost samples among them, distances are undefined in any order.
    [TestCaseSource(nameof(Cases))]
    public void Order_OfSamples_IsIrrelevant(Metric metric, Stage stage)
    {
        foreach (var samples in (Samples[])[stage.Draw(SampleCount), Spoil(stage.Draw(SampleCount))])
        {
            var value = stage.Measure(metric, samples);
            var mixed = stage.Measure(metric, Pick(samples, [.. Enumerable.Range(0, SampleCount).Select(i => i * 7 % SampleCount)]));

            Assert.That(mixed, double.IsNaN(value) ? Is.NaN : Is.EqualTo(value).Within(1e-9 * Math.Max(1, Math.Abs(value))));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Value_OfTheSameSamples_HasTheSameBits(Metric metric, Stage stage)
    {
        var (first, second) = (stage.Measure(metric, stage.Draw(SampleCount)), stage.Measure(metric, stage.Draw(SampleCount)));

        Assert.That(BitConverter.DoubleToInt64Bits(second), Is.EqualTo(BitConverter.DoubleToInt64Bits(first)));
    }

    [TestCaseSource(nameof(Cases))]
    public void Value_OfAnySamples_IsInTheDeclaredRange(Metric metric, Stage stage)
    {
        var samples = stage.Draw(SampleCount);
        var cases = new (string Name, Samples Samples)[]
        {
            ("perfect", samples),
            ("a single point", Pick(samples, new int[SampleCount])),
            ("ten points", Pick(samples, [.. Enumerable.Range(0, SampleCount).Select(i => i % 10)])),
            ("each sample twice", Pick(samples, [.. Enumerable.Range(0, SampleCount).Select(i => i / 2)])),
            ("far away", new(samples.Values.ToArray().Select(x => 1e6f * (x + 1)).ToArray(), samples.Dimension)),
            ("too far for squares", new(samples.Values.ToArray().Select(x => 1e30f * (x + 1)).ToArray(), samples.Dimension)),
            ("some lost", Spoil(samples)),
            ("all but one lost", Lost(samples, from: 1)),
            ("all lost", Lost(samples, from: 0)),
            ("infinite", new(Enumerable.Repeat(float.NegativeInfinity, samples.Values.Length).ToArray(), samples.Dimension)),
            ("one sample", Pick(samples, [0])),
            ("two samples", Pick(samples, [0, 1])),
            ("three samples", Pick(samples, [0, 1, 2])),
            ("none", Pick(samples, [])),
        };

        using (Assert.EnterMultipleScope())
        {
            foreach (var (name, given) in cases)
                Assert.That(stage.Measure(metric, given), Is.NaN.Or.InRange(metric.Minimum, metric.Maximum), name);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Value_OfThePerfectSampler_IsDefinedAndNearTheBest(Metric metric, Stage stage)
    {
        var (perfect, point) = (stage.Measure(metric, stage.Draw(SampleCount)), stage.Measure(metric, stage.SinglePoint(SampleCount)));

        Assert.That(perfect, Is.Not.NaN);
        if (metric.Direction == Direction.LowerIsBetter)
            Assert.That(perfect, Is.LessThan(double.IsFinite(point) ? 0.1 * point : double.MaxValue), "a tenth of a single point's score");
        else if (double.IsFinite(metric.Maximum))
            Assert.That(perfect, Is.GreaterThan(metric.Minimum + (0.9 * (metric.Maximum - metric.Minimum))));
    }

    [TestCaseSource(nameof(Cases))]
    public void Value_OfASinglePoint_IsNearTheWorst(Metric metric, Stage stage)
    {
        var (perfect, point) = (stage.Measure(metric, stage.Draw(SampleCount)), stage.Measure(metric, stage.SinglePoint(SampleCount)));

        if (metric.IsBlindToCollapse)
            Assert.That(point, Is.GreaterThan(0.5 * perfect), "it is said to be blind to collapse");
        else if (metric.Direction == Direction.LowerIsBetter)
            Assert.That(point, Is.NaN.Or.GreaterThan(10 * perfect));
        else
            Assert.That(point, Is.NaN.Or.LessThan(metric.Minimum + (0.5 * (perfect - metric.Minimum))));
    }

    // A diverged generator must not look good: undefined, or no better than a perfect one by far.
    [TestCaseSource(nameof(Cases))]
    public void Value_OfSamplesThatAreAllLost_IsUndefinedOrBad(Metric metric, Stage stage)
    {
        var samples = stage.Draw(SampleCount);
        var (perfect, lost) = (stage.Measure(metric, samples), stage.Measure(metric, Lost(samples, from: 0)));

        if (metric.Direction == Direction.LowerIsBetter)
            Assert.That(lost, Is.NaN.Or.GreaterThan(10 * perfect));
        else
            Assert.That(lost, Is.NaN.Or.LessThan(metric.Minimum + (0.1 * (perfect - metric.Minimum))));
    }

    private static Samples Pick(Samples samples, int[] rows) =>
        new(rows.SelectMany(row => samples[row].ToArray()).ToArray(), samples.Dimension);

    /// <summary>Every tenth sample is lost.</summary>
    private static Samples Spoil(Samples samples)
    {
        var values = samples.Values.ToArray();
        for (var i = 0; i < samples.Count; i += 10)
            values[i * samples.Dimension] = i % 20 == 0 ? float.NaN : float.PositiveInfinity;
        return new(values, samples.Dimension);
    }

    private static Samples Lost(Samples samples, int from)
    {
        var values = samples.Values.ToArray();
        values.AsSpan(from * samples.Dimension).Fill(float.NaN);
        return new(values, samples.Dimension);
    }

    /// <summary>A dataset, and how its samples are recognised.</summary>
    public sealed class Stage
    {
        private readonly Func<Samples, Recognition> recognise;
        private readonly TrainingData data;
        private readonly Dictionary<int, Reference> references = [];

        private Stage(string name, Dataset dataset, Func<Samples, Recognition> recognise)
        {
            Name = name;
            Dataset = dataset;
            data = dataset.Open(null!, null, default);
            this.recognise = recognise;
        }

        internal string Name { get; }

        internal Dataset Dataset { get; }

        internal static Stage OfPoints(string name)
        {
            var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;
            return new(name, dataset, samples => NearestMode.Recognise(samples, dataset.Modes!));
        }

        internal static Stage OfImages(string name, bool uneven) => new(name, new TinyImages(uneven), TinyImages.Recognise);

        internal double Measure(Metric metric, Samples samples) =>
            metric.Compute(new(samples, recognise(samples), ReferenceFor(SampleCount)));

        internal Samples Draw(int count) => Draw(SeedStream.FromSeed(0).Derive("contract"), count);

        internal Samples SinglePoint(int count)
        {
            var values = new float[count * Dataset.Dimension];
            for (var i = 0; i < count; i++)
                data.WriteRepresentative(0, values.AsSpan(i * Dataset.Dimension, Dataset.Dimension));
            return new(values, Dataset.Dimension);
        }

        private Reference ReferenceFor(int count)
        {
            if (!references.TryGetValue(count, out var reference))
            {
                references[count] = reference = new(
                    Dataset,
                    count,
                    recognise(data.HeldOut(count)).Features,
                    draw => recognise(Draw(SeedStream.FromSeed(0).Derive($"perfect-{draw}"), count)).Features);
            }

            return reference;
        }

        private Samples Draw(SeedStream stream, int count)
        {
            var values = new float[count * Dataset.Dimension];
            data.Draw(stream, 0, values);
            return new(values, Dataset.Dimension);
        }
    }
}
