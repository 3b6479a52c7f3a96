using GanBench.Experiments.Profiles;
using GanBench.Randomness;

namespace GanBench.Training.Tests;

public sealed class LatentVectorsTest
{
    // 60,000 draws: mean 0 with a standard error of s / 245, and E x^2 = 1/3 with one of sqrt(4/45) / 245 = 0.0012; five of them are
    // allowed.
    [Test]
    public void Uniform_FillsFromMinusOneToOne()
    {
        var values = new float[60_000];
        LatentDistribution.Uniform.Fill(SeedStream.FromSeed(2), 5, values);

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.All.InRange(-1f, MathF.BitDecrement(1)));
            Assert.That(values.Average(), Is.EqualTo(0).Within(5 * 0.577 / 245));
            Assert.That(values.Average(value => (double)value * value), Is.EqualTo(1.0 / 3).Within(0.006));
        });
    }

    [Test]
    public void Normal_IsTheStreamsOwn()
    {
        var (values, expected) = (new float[100], new float[100]);
        LatentDistribution.Normal.Fill(SeedStream.FromSeed(2), 5, values);
        SeedStream.FromSeed(2).Normal(5, expected);

        Assert.That(values, Is.EqualTo(expected));
    }
}
