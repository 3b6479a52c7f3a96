using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class BinsTest
{
    private static readonly SeedStream Stream = SeedStream.FromSeed(0).Derive("bins");

    // Three clumps far apart and three bins: k-means++ starts in each of them, and the centres are their means, whatever the seed.
    [Test]
    public void Centres_OfClumpsFarApart_AreTheirMeans([Range(0, 9)] int seed)
    {
        var real = new Samples(new float[] { 0, 0, 0, 3, 3, 0, 100, 0, 102, 2, 0, 500, 0, 504 }, 2);

        var bins = Bins.Fit(real, 3, SeedStream.FromSeed(seed));

        Assert.That(
            Enumerable.Range(0, 3).Select(bin => (bins.Centres[bin][0], bins.Centres[bin][1], bins.Counts[bin])),
            Is.EquivalentTo(new[] { (1f, 1f, 3), (101f, 1f, 2), (0f, 502f, 2) }));
    }

    // What k-means stops at: each sample is in the bin of its nearest centre, and each centre is the mean of its samples.
    [TestCase(2), TestCase(19)]
    public void Bins_OfAnySamples_AreAFixedPoint(int dimension)
    {
        var real = Draw("real", 1_000, dimension);

        var bins = Bins.Fit(real, 20, Stream);

        var nearest = Enumerable.Range(0, real.Count).Select(i => Nearest(real[i], bins.Centres)).ToArray();
        for (var bin = 0; bin < 20; bin++)
        {
            var members = Enumerable.Range(0, real.Count).Where(i => nearest[i] == bin).ToArray();
            Assert.That(bins.Counts[bin], Is.EqualTo(members.Length));
            for (var axis = 0; axis < dimension; axis++)
                Assert.That(bins.Centres[bin][axis], Is.EqualTo(members.Average(i => (double)real[i][axis])).Within(1e-6));
        }
    }

    // FNV-1a over the bits of the centres, the same under AVX-512, AVX2, SSE and without intrinsics. Another value needs another version of
    // the metric.
    [Test]
    public void Centres_OfTheGrid_HaveTheSameBitsEverywhere()
    {
        var values = new float[1_200];
        new MixtureData(new Grid().Modes).Draw(SeedStream.FromSeed(0).Derive("a"), 0, values);

        var hash = 1_469_598_103_934_665_603UL;
        foreach (var coordinate in DifferentBins.BinsOf(new(values, 2)).Centres.Values.Span)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(coordinate)) * 1_099_511_628_211;

        Assert.That(hash, Is.EqualTo(0xc769f3d863b85029));
    }

    [Test]
    public void Count_OfOtherSamples_IsByNearestCentre()
    {
        var bins = Bins.Fit(Draw("real", 500, 3), 70, Stream);
        var samples = Draw("generated", 333, 3);

        var counts = bins.Count(samples);

        var expected = new int[70];
        for (var i = 0; i < samples.Count; i++)
            expected[Nearest(samples[i], bins.Centres)]++;
        Assert.That(counts, Is.EqualTo(expected));
    }

    // At a tie the first centre: 0 lies halfway between -1 and 1.
    [Test]
    public void Sample_BetweenTwoCentres_IsInTheFirst()
    {
        var bins = Bins.Fit(new Samples(new float[] { -1, 1 }, 1), 2, Stream);

        Assert.That(bins.Count(new Samples(new float[] { 0 }, 1)), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void Bins_AreNoMoreThanDifferentSamples()
    {
        var bins = Bins.Fit(new Samples(new float[] { 1, 1, 1, 2, 2, float.NaN }, 1), 5, Stream);

        Assert.That(bins.Centres.Values.ToArray(), Is.EquivalentTo(new[] { 1f, 2 }));
        Assert.That(bins.Counts.Sum(), Is.EqualTo(5));
        Assert.That(bins.SampleCount, Is.EqualTo(6));
    }

    [Test]
    public void Bins_OfNothing_AreNone()
    {
        Assert.That(Bins.Fit(new Samples(Array.Empty<float>(), 2), 5, Stream).Counts, Is.Empty);
        Assert.That(Bins.Fit(Draw("real", 10, 2), 0, Stream).Counts, Is.Empty);
    }

    [Test]
    public void Samples_TooFarOrNotFinite_LieInNoBin()
    {
        var bins = Bins.Fit(Draw("real", 100, 2), 4, Stream);

        Assert.That(bins.Count(new Samples(new[] { 1e30f, 0, float.NaN, 0, 0, float.PositiveInfinity }, 2)), Is.All.Zero);
    }

    [Test]
    public void Samples_OfAnotherDimension_AreRefused() =>
        Assert.That(
            () => Bins.Fit(Draw("real", 100, 2), 4, Stream).Count(Draw("generated", 10, 3)),
            Throws.ArgumentException.With.Message.Contains("3-D").And.Message.Contains("2-D"));

    private static int Nearest(ReadOnlySpan<float> sample, Samples centres)
    {
        var (nearest, smallest) = (-1, double.PositiveInfinity);
        for (var i = 0; i < centres.Count; i++)
        {
            var squared = 0.0;
            for (var axis = 0; axis < sample.Length; axis++)
                squared += ((double)sample[axis] - centres[i][axis]) * ((double)sample[axis] - centres[i][axis]);
            if (squared < smallest) (nearest, smallest) = (i, squared);
        }

        return nearest;
    }

    private static Samples Draw(string name, int count, int dimension)
    {
        var values = new float[count * dimension];
        SeedStream.FromSeed(1).Derive(name).Normal(0, values);
        return new(values, dimension);
    }
}
