using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class MixtureDataTest
{
    private const int Count = 200_000;

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
