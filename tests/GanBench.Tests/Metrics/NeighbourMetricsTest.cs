using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Metrics;

/// <summary>Precision, recall, density and coverage, which are read from one count.</summary>
[TestFixture]
public sealed class NeighbourMetricsTest
{
    // numpy in float64. The values are ratios of counts, so they agree to rounding unless a float32 distance falls on the other side of a
    // radius.
    [TestCase("prdc_k5", "real", "fake", 1)]
    [TestCase("prdc_k5_real_vs_real", "real", "real", 1)]
    [TestCase("prdc_k5_collapsed", "real", "fake", 32)]
    public void Metrics_OfTheGoldenSamples_EqualNumpy(string name, string realName, string generatedName, int repeats)
    {
        var golden = Golden.Read(name);
        var real = GoldenSamples(realName);
        var generated = GoldenSamples(generatedName);
        if (repeats > 1)
            generated = Repeat(new Samples(generated.Values[..(generated.Values.Length / repeats)], generated.Dimension), repeats);

        var counts = Count(generated, real);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Precision.Of(counts), Is.EqualTo(golden.Number("precision")).Within(1e-14));
            Assert.That(Recall.Of(counts), Is.EqualTo(golden.Number("recall")).Within(1e-14));
            Assert.That(Density.Of(counts), Is.EqualTo(golden.Number("density")).Within(1e-14));
            Assert.That(Coverage.Of(counts), Is.EqualTo(golden.Number("coverage")).Within(1e-14));
        }
    }

    // A slow reading of the definition. Sizes on both sides of a panel's 32 samples; duplicates and lost samples among them.
    [TestCase(7, 9, 1, 1)]
    [TestCase(33, 64, 2, 5)]
    [TestCase(100, 31, 3, 5)]
    [TestCase(65, 97, 17, 3)]
    [TestCase(640, 500, 2, 5)]
    public void Counts_OfAnySamples_EqualTheDefinition(int generatedCount, int realCount, int dimension, int neighbours)
    {
        var generated = Spoil(Draw("generated", generatedCount, dimension));
        var real = Draw("real", realCount, dimension);

        Assert.That(
            NeighbourCounts.Between(Neighbourhoods.Of(generated, neighbours), Neighbourhoods.Of(real, neighbours)),
            Is.EqualTo(Definition(generated, real, neighbours)));
    }

    // Cubes of normal numbers: a dense middle and far stragglers, so that a panel reaches into others that do not reach into it.
    [TestCase(640, 500, 1, 5)]
    [TestCase(640, 500, 2, 5)]
    [TestCase(500, 640, 2, 1)]
    [TestCase(300, 640, 3, 7)]
    public void Counts_OfUnevenSamples_EqualTheDefinition(int generatedCount, int realCount, int dimension, int neighbours)
    {
        var generated = Cube(Draw("generated", generatedCount, dimension));
        var real = Cube(Draw("real", realCount, dimension));

        Assert.That(
            NeighbourCounts.Between(Neighbourhoods.Of(generated, neighbours), Neighbourhoods.Of(real, neighbours)),
            Is.EqualTo(Definition(generated, real, neighbours)));
    }

    // Two full panels of samples close together, and three stragglers in a third whose nearest fellows are far away in the others: they
    // reach into panels that do not reach into theirs.
    [Test]
    public void Counts_OfAClumpAndStragglers_EqualTheDefinition()
    {
        var generated = new Samples(Enumerable.Range(0, 67).Select(i => i < 64 ? i / 1024f : i - 54).ToArray(), 1);
        var real = new Samples(Enumerable.Range(0, 100).Select(i => i / 4f).ToArray(), 1);

        var counts = Count(generated, real);

        Assert.That(counts, Is.EqualTo(Definition(generated, real, 5)));
        Assert.That(counts.RealInside, Is.LessThan(100), "the stragglers' balls end");
    }

    // Every pair of finite samples at most the given distance apart, by hand: 0, 0, 1, 3 on a line and one sample that is lost.
    [TestCase(-1, 0)]
    [TestCase(0, 1)]
    [TestCase(1, 3)]
    [TestCase(3.9f, 3)]
    [TestCase(4, 4)]
    [TestCase(9, 6)]
    public void ClosePairs_OnALine_CountEachPairOnce(float closeSquared, int expected)
    {
        var samples = new Samples(new[] { 0, 3, float.NaN, 0, 1 }, 1);

        Assert.That(Neighbourhoods.Of(samples, 1, closeSquared).ClosePairs, Is.EqualTo(expected));
    }

    // 100 samples in four panels, one apart: 99 pairs are 1 apart, 98 are 2 apart, 97 are 3. The given distance itself counts, between
    // panels too.
    [TestCase(0.99f, 0)]
    [TestCase(1, 99)]
    [TestCase(4, 197)]
    [TestCase(8.99f, 197)]
    [TestCase(9, 294)]
    public void ClosePairs_AtTheGivenDistance_Count(float closeSquared, int expected)
    {
        var samples = new Samples(Enumerable.Range(0, 100).Select(i => (float)i).ToArray(), 1);

        Assert.That(Neighbourhoods.Of(samples, 5, closeSquared).ClosePairs, Is.EqualTo(expected));
    }

    [Test]
    public void ClosePairs_AmongManySamples_EqualTheDefinition()
    {
        var samples = Draw("x", 500, 2);
        const float CloseSquared = 0.01f;
        var expected = 0L;
        for (var i = 0; i < samples.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Squared(samples[i], samples[j]) <= CloseSquared) expected++;
            }
        }

        Assert.That(Neighbourhoods.Of(samples, 5, CloseSquared).ClosePairs, Is.EqualTo(expected).And.GreaterThan(100));
    }

    // E[density] = 1: a generated sample is equally likely to take any of the M places among the M - 1 other real ones by distance to a
    // real sample, and lies in its ball at the first k. The mean of 20 repetitions; its standard error is estimated from them, and 4 of it
    // allowed.
    [TestCase("ring8", 500)]
    [TestCase("grid25", 500)]
    [TestCase("grid25", 250)]
    public void DensityAndCoverage_OfAPerfectSampler_MatchTheirClosedForms(string name, int generatedCount)
    {
        var data = KnownDatasets.All.Single(known => known.Name == name).Default.Open(null!, null, default);
        var counts = Enumerable.Range(0, 20)
            .Select(step => Count(Draw(data, "generated", step, generatedCount), Draw(data, "real", step, 500)))
            .ToArray();

        AssertMean(counts.Select(Density.Of), 1);
        AssertMean(counts.Select(Coverage.Of), Coverage.Expected(generatedCount, 500));
    }

    // By hand: k = 1, M = 2, N = 1: the other real sample comes before the generated one with probability 1/2. And the limit 1 - 2^-5.
    [TestCase(1, 2, 1, 0.5, 1e-15)]
    [TestCase(10_000, 10_000, 5, 0.96875, 2e-4)]
    [TestCase(2_500, 2_500, 5, 0.96875, 4e-4)]
    public void Coverage_ThatIsExpected_EqualsTheClosedForm(int generated, int real, int neighbours, double expected, double tolerance) =>
        Assert.That(Coverage.Expected(generated, real, neighbours), Is.EqualTo(expected).Within(tolerance));

    // Naeem's issue 7: constant features on both sides leave no ball with anything in it, since nothing is nearer than 0.
    [Test]
    public void AllSamplesAtOnePoint_OnBothSides_ScoreZero()
    {
        var same = new Samples(Enumerable.Repeat(0.5f, 200).ToArray(), 2);

        AssertAll(Count(same, same), 0);
    }

    // Collapse: k + 1 copies of a point empty its ball, so recall is lost, while the copies still lie among the real samples.
    [Test]
    public void SixCopiesOfEveryRealSample_KeepPrecisionButLoseRecall()
    {
        var real = Draw("real", 100, 2);
        var counts = Count(Repeat(real, 6), real);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Precision.Of(counts), Is.EqualTo(1));
            Assert.That(Coverage.Of(counts), Is.EqualTo(1));
            Assert.That(Density.Of(counts), Is.EqualTo(1).Within(1e-15));
            Assert.That(Recall.Of(counts), Is.Zero);
        }
    }

    // Five copies are each other's four nearest at distance 0, the fifth is another point: the ball is not empty.
    [Test]
    public void FiveCopiesOfEveryRealSample_StillHaveRecall() =>
        Assert.That(Recall.Of(Count(Repeat(Draw("real", 100, 2), 5), Draw("real", 100, 2))), Is.EqualTo(1));

    [Test]
    public void SamplesThatAreNotFinite_LieNowhereAndCountInTheDenominator()
    {
        var real = Draw("real", 100, 2);
        var halfLost = Join(real, Lost(100));

        var (whole, half) = (Count(real, real), Count(halfLost, real));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Precision.Of(half), Is.EqualTo(Precision.Of(whole) / 2).Within(1e-15));
            Assert.That(Density.Of(half), Is.EqualTo(Density.Of(whole) / 2).Within(1e-15));
            Assert.That(Recall.Of(half), Is.EqualTo(Recall.Of(whole)));
            Assert.That(Coverage.Of(half), Is.EqualTo(Coverage.Of(whole)));
            Assert.That(half.GeneratedCount, Is.EqualTo(200));
        }

        AssertAll(Count(Lost(100), real), 0);
    }

    [Test]
    public void FiveSamplesThatAreFinite_HaveNoNeighbourhood()
    {
        var real = Draw("real", 100, 2);
        var five = new Samples(real.Values[..10], 2);

        Assert.That(Recall.Of(Count(Join(five, Lost(95)), real)), Is.Zero, "as many samples as needed, but only five of them finite");
        Assert.That(Recall.Of(Count(five, real)), Is.NaN, "five samples");
        Assert.That(Precision.Of(Count(five, real)), Is.EqualTo(1));

        var tooFewReal = Count(real, five);
        Assert.That(new[] { Precision.Of(tooFewReal), Density.Of(tooFewReal), Coverage.Of(tooFewReal) }, Is.All.NaN);
        Assert.That(Recall.Of(tooFewReal), Is.EqualTo(1));
    }

    [Test]
    public void NoSamples_LeaveEverythingUndefined()
    {
        var none = new Samples(Array.Empty<float>(), 2);

        AssertAll(Count(none, Draw("real", 100, 2)), double.NaN);
        AssertAll(Count(Draw("real", 100, 2), none), double.NaN);
    }

    [Test]
    public void DistancesBeyondFloat_AreInsideNothing()
    {
        var real = Draw("real", 100, 2);
        var far = new Samples(real.Values.ToArray().Select(x => x * 1e25f).ToArray(), 2);

        AssertAll(Count(far, real), 0);
    }

    [Test]
    public void Order_OfSamples_IsIrrelevant()
    {
        var (generated, real) = (Spoil(Draw("generated", 150, 3)), Draw("real", 120, 3));
        var reversed = new Samples(Enumerable.Range(0, 150).Reverse().SelectMany(i => generated[i].ToArray()).ToArray(), 3);

        Assert.That(Count(reversed, real), Is.EqualTo(Count(generated, real)));
    }

    [Test]
    public void Sides_ThatDoNotFit_AreRefused()
    {
        var points = Neighbourhoods.Of(Draw("x", 10, 2));

        Assert.That(
            () => NeighbourCounts.Between(Neighbourhoods.Of(Draw("x", 10, 3)), points),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));
        Assert.That(
            () => NeighbourCounts.Between(Neighbourhoods.Of(Draw("x", 10, 2), 4), points),
            Throws.ArgumentException.With.Message.Contains("neighbour 4"));
        Assert.That(() => Neighbourhoods.Of(Draw("x", 10, 2), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void AssertAll(NeighbourCounts counts, double expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Precision.Of(counts), Is.EqualTo(expected), "precision");
            Assert.That(Recall.Of(counts), Is.EqualTo(expected), "recall");
            Assert.That(Density.Of(counts), Is.EqualTo(expected), "density");
            Assert.That(Coverage.Of(counts), Is.EqualTo(expected), "coverage");
        }
    }

    private static void AssertMean(IEnumerable<double> values, double expected)
    {
        var all = values.ToArray();
        var mean = all.Average();
        var standardError = Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1) / all.Length);
        Assert.That(mean, Is.EqualTo(expected).Within(4 * standardError));
        Assert.That(standardError, Is.LessThan(0.02), "the test can fail");
    }

    private static NeighbourCounts Count(Samples generated, Samples real) =>
        NeighbourCounts.Between(Neighbourhoods.Of(generated), Neighbourhoods.Of(real));

    private static NeighbourCounts Definition(Samples generated, Samples real, int neighbours)
    {
        var (generatedRadii, realRadii) = (Radii(generated, neighbours), Radii(real, neighbours));
        var (memberships, covered, inside, rows) = (0, new bool[real.Count], new bool[real.Count], new bool[generated.Count]);
        for (var j = 0; j < generated.Count; j++)
        {
            for (var i = 0; i < real.Count; i++)
            {
                var squared = Squared(generated[j], real[i]);
                if (squared < realRadii[i])
                {
                    memberships++;
                    (rows[j], covered[i]) = (true, true);
                }

                inside[i] |= squared < generatedRadii[j];
            }
        }

        return new(neighbours, generated.Count, real.Count, memberships, rows.Count(x => x), covered.Count(x => x), inside.Count(x => x));
    }

    private static double[] Radii(Samples samples, int neighbours) =>
    [
        .. Enumerable.Range(0, samples.Count).Select(i => Enumerable.Range(0, samples.Count)
            .Where(j => j != i)
            .Select(j => Squared(samples[i], samples[j]))
            .Where(double.IsFinite)
            .Order()
            .Skip(neighbours - 1)
            .FirstOrDefault(-1)),
    ];

    // In double: exact enough that a disagreement over who is nearer would show as a failed test.
    private static double Squared(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var axis = 0; axis < left.Length; axis++)
            sum += ((double)left[axis] - right[axis]) * ((double)left[axis] - right[axis]);
        return sum;
    }

    /// <summary>Every tenth sample becomes a copy of sample 0, every fifteenth after it is lost.</summary>
    private static Samples Spoil(Samples samples)
    {
        var values = samples.Values.ToArray();
        for (var i = 10; i < samples.Count; i += 10)
            samples[0].CopyTo(values.AsSpan(i * samples.Dimension));
        for (var i = 14; i < samples.Count; i += 15)
            values[i * samples.Dimension] = i % 2 == 0 ? float.NaN : float.NegativeInfinity;
        return new(values, samples.Dimension);
    }

    private static Samples Cube(Samples samples) => new(samples.Values.ToArray().Select(x => x * x * x).ToArray(), samples.Dimension);

    private static Samples Lost(int count) => new(Enumerable.Repeat(float.NaN, 2 * count).ToArray(), 2);

    private static Samples Join(Samples first, Samples second) =>
        new(new[] { first.Values.ToArray(), second.Values.ToArray() }.SelectMany(values => values).ToArray(), first.Dimension);

    private static Samples Repeat(Samples samples, int times) =>
        new(Enumerable.Repeat(samples.Values.ToArray(), times).SelectMany(values => values).ToArray(), samples.Dimension);

    private static Samples GoldenSamples(string name) =>
        new(Golden.Read(name).Part.EnumerateArray().Select(element => element.GetSingle()).ToArray(), 4);

    private static Samples Draw(string name, int count, int dimension)
    {
        var values = new float[count * dimension];
        SeedStream.FromSeed(1).Derive(name).Normal(0, values);
        return new(values, dimension);
    }

    private static Samples Draw(TrainingData data, string name, int step, int count)
    {
        var values = new float[2 * count];
        data.Draw(SeedStream.FromSeed(2).Derive(name), step, values);
        return new(values, 2);
    }
}
