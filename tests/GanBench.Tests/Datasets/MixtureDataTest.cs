using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class MixtureDataTest
{
    private const int Count = 200_000;

    // Weighted chi-square beyond which lies 0.001: 24.3 at 7 degrees of freedom, 22.5 at 6.
    [TestCase("ring8-imbalanced", 24.3)]
    [TestCase("ring7-doubled", 22.5)]
    public void Modes_OfAWeightedDraw_HaveTheirShares(string name, double limit)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;
        var batch = new float[2 * Count];
        dataset.Open(new DataLocations(null, ""), null, default).Draw(SeedStream.FromSeed(0).Derive("data"), 0, batch);

        var counts = NearestMode.Count(new Samples(batch, 2), dataset.Modes! with { Sigma = 10 * dataset.Modes!.Sigma });

        Assert.That(
            counts.HighQuality.Zip(dataset.ModeWeights, (count, weight) => Square(count - (weight * Count)) / (weight * Count)).Sum(),
            Is.LessThan(limit));
    }

    // Digests of 1,000 points that the program drew before mixtures could have weights.
    [TestCase("ring8", "59c474d19f6ec68e")]
    [TestCase("grid25", "e6acabeeafc86d4e")]
    public void Batch_OfEquallyLikelyModes_KeepsItsBits(string name, string digest) =>
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Draw(Dataset(name), "data", 5, 1000).AsSpan())))[..16],
            Is.EqualTo(digest));

    // The noise is that of any draw, the mode is fixed: the mean of 50,000 points lies within 4 sigma / √50,000 of the centre.
    [TestCase(0)]
    [TestCase(3)]
    public void Batch_OfOneMode_LiesAroundItsCentre(int mode)
    {
        var (data, centre, batch) = (new MixtureData(new Ring().Modes), new float[2], new float[100_000]);
        data.WriteRepresentative(mode, centre);
        data.DrawFromMode(mode, SeedStream.FromSeed(0), 0, batch);

        Assert.That(centre, Is.EqualTo(new Ring().Modes.Centres[mode].ToArray()));
        for (var axis = 0; axis < 2; axis++)
            Assert.That(Enumerable.Range(0, 50_000).Average(i => (double)batch[(2 * i) + axis]), Is.EqualTo(centre[axis]).Within(0.00018));
    }

    [Test]
    public void HeldOut_IsAFixedSequenceThatNoRunTrainsOn()
    {
        var data = new MixtureData(new Ring().Modes);

        Assert.That(data.HeldOut(10).Values[..6].ToArray(), Is.EqualTo(data.HeldOut(3).Values.ToArray()));
        Assert.That(data.HeldOut(3).Values.ToArray(), Is.Not.EqualTo(Draw(new Ring(), "data", 0, 3)));
    }

    // Per axis: mean 0; variance of the centres r²/2 on the ring and 8 on the grid, plus sigma². Four standard errors: the mean's is
    // √(variance / n); that of the variance is √((fourth moment - variance²) / n), with fourth moments 3/8 (ring) and 108.8 (grid).
    [TestCase("ring8", 0.5001, 0.0064, 0.0032)]
    [TestCase("grid25", 8.0025, 0.026, 0.06)]
    public void Moments_OfADraw_EqualTheMixtures(string name, double variance, double meanTolerance, double varianceTolerance)
    {
        var batch = Draw(Dataset(name), "data", 0, Count);

        for (var axis = 0; axis < 2; axis++)
        {
            var values = Enumerable.Range(0, Count).Select(i => (double)batch[(2 * i) + axis]).ToArray();
            Assert.That(values.Average(), Is.Zero.Within(meanTolerance));
            Assert.That(values.Average(x => x * x), Is.EqualTo(variance).Within(varianceTolerance));
        }
    }

    // The spread inside a mode has 2 · 200,000 terms, so the estimate of sigma² has a relative standard deviation √(2 / 400,000) = 0.0022.
    [TestCase("ring8", 0.01)]
    [TestCase("grid25", 0.05)]
    public void Spread_AroundTheNearestCentre_IsSigma(string name, double sigma)
    {
        var centres = Dataset(name).Modes!.Centres;
        var batch = Draw(Dataset(name), "data", 0, Count);

        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var (x, y) = ((double)batch[2 * i], (double)batch[(2 * i) + 1]);
            sum += Enumerable.Range(0, centres.Count).Min(mode => Square(x - centres[mode][0]) + Square(y - centres[mode][1]));
        }

        Assert.That(sum / (2 * Count) / (sigma * sigma), Is.EqualTo(1).Within(0.009));
    }

    // Chi-square beyond which lies 0.001: 24.3 at 7 degrees of freedom, 51.2 at 24.
    [TestCase("ring8", 24.3)]
    [TestCase("grid25", 51.2)]
    public void Modes_OfADraw_AreEquallyLikely(string name, double limit)
    {
        var modes = Dataset(name).Modes!;
        var counts = NearestMode.Count(new Samples(Draw(Dataset(name), "data", 0, Count), 2), modes with { Sigma = 10 * modes.Sigma });

        var expected = (double)Count / modes.Centres.Count;
        Assert.That(counts.HighQuality.Sum(count => Square(count - expected) / expected), Is.LessThan(limit));
    }

    [Test]
    public void Batch_OfTheSameStreamAndStep_IsTheSame()
    {
        var again = Draw(new Ring(), "data", 5, 100);

        Assert.That(Draw(new Ring(), "data", 5, 100), Is.EqualTo(again));
    }

    [Test]
    public void Batch_OfFewerSamples_IsThePrefix() =>
        Assert.That(Draw(new Ring(), "data", 5, 10), Is.EqualTo(Draw(new Ring(), "data", 5, 100)[..20]));

    [TestCase("data", 6)]
    [TestCase("evaluation", 5)]
    public void Batch_OfAnotherStreamOrStep_Differs(string name, long step) =>
        Assert.That(Draw(new Ring(), name, step, 100), Is.Not.EqualTo(Draw(new Ring(), "data", 5, 100)));

    [Test]
    public void Batch_OfHalfASample_IsRefused() =>
        Assert.That(
            () => new MixtureData(new Ring().Modes).Draw(SeedStream.FromSeed(0), 0, new float[3]),
            Throws.ArgumentException.With.Message.Contains("3 numbers"));

    private static Dataset Dataset(string name) => name == "ring8" ? new Ring() : new Grid();

    private static float[] Draw(Dataset dataset, string stream, long step, int count)
    {
        var batch = new float[2 * count];
        new MixtureData(dataset.Modes!).Draw(SeedStream.FromSeed(0).Derive(stream), step, batch);
        return batch;
    }

    private static double Square(double x) => x * x;
}
