using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class ExcessSlicedWassersteinTest
{
    private const int SampleCount = 500;

    [Test]
    public void Excess_IsTheDistanceBeyondTheFloor()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExcessSlicedWasserstein.Of(0.75, 0.25), Is.EqualTo(0.5));
            Assert.That(ExcessSlicedWasserstein.Of(0, 0.25), Is.EqualTo(-0.25));
            Assert.That(ExcessSlicedWasserstein.Of(double.NaN, 0.25), Is.NaN);
        }
    }

    // N against M points on a line, both uniform on [0, 1]: to first order ∫ E |difference of two empirical distribution functions|, normal
    // with variance t (1 - t) (1/N + 1/M): √(2/π) √(1/N + 1/M) ∫ √(t (1 - t)) dt = √(2/π) √(1/N + 1/M) π/8. The real side is drawn anew for
    // each of 40 floors, so its scatter is in the mean: one distance scatters by about 0.45 of it, 40 by 7 %; four of it.
    [Test]
    public void Floor_OfUniformPoints_EqualsTheBrownianBridge()
    {
        var expected = Math.Sqrt(2 / Math.PI) * Math.Sqrt(2.0 / SampleCount) * Math.PI / 8;

        var mean = Enumerable.Range(0, 40).Average(step => ExcessSlicedWasserstein.Floor(
            draw => Uniform("perfect", (step * ExcessSlicedWasserstein.Repetitions) + draw),
            SortedProjections.Of(Uniform("real", step), Points.Of(1, 1))));

        Assert.That(mean, Is.EqualTo(expected).Within(0.28 * expected));
    }

    // Two halves of the draws, the ones of the floor and others: a perfect sampler's mean excess is 0 within what 32 and 100 draws scatter.
    [TestCase("ring8")]
    [TestCase("grid25")]
    public void PerfectSampler_OnAMixture_HasNoExcessOnAverage(string name)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;
        var data = dataset.Open(new DataLocations(null, ""), null, CancellationToken.None);
        var reference = new Reference(dataset, SampleCount, data.HeldOut(SampleCount), draw => Draw(draw));

        double[] excess = [.. Enumerable.Range(1_000, 100).Select(
            step => ExcessSlicedWasserstein.Of(
                SlicedWasserstein.Of(Draw(step), reference.SortedProjections), reference.SlicedWassersteinFloor))];

        var mean = excess.Average();
        var scatter = Math.Sqrt(excess.Average(value => (value - mean) * (value - mean)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.Zero.Within(4 * scatter * Math.Sqrt((1.0 / 100) + (1.0 / ExcessSlicedWasserstein.Repetitions))));
            Assert.That(
                scatter, Is.InRange(0.1 * reference.SlicedWassersteinFloor, 0.5 * reference.SlicedWassersteinFloor),
                "what the remarks say of the scatter");
        }

        Samples Draw(long step)
        {
            var values = new float[2 * SampleCount];
            data.Draw(SeedStream.FromSeed(0).Derive("perfect"), step, values);
            return new(values, 2);
        }
    }

    private static Samples Uniform(string name, long step)
    {
        var values = new float[SampleCount];
        SeedStream.FromSeed(2).Derive(name).Uniform(step, values);
        return new(values, 1);
    }
}
