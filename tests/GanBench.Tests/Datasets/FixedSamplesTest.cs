using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

public sealed class FixedSamplesTest
{
    private const int Count = 10;

    private static readonly TrainingData Ring = new Ring().Open(new DataLocations(null, string.Empty), null, default);

    private static readonly SeedStream Root = SeedStream.FromSeed(4);

    [Test]
    public void Draw_ManyBatches_GivesTheSamplesOfTheSetAndNoOther()
    {
        var expected = new float[2 * Count];
        Ring.Draw(Root.Derive("training-set"), 0, expected);
        var data = new FixedSamples(Ring, 2, Count, Root.Derive("training-set"));

        var drawn = Enumerable.Range(0, 20).SelectMany(step => Points(Draw(data, step, 16))).ToList();

        // 320 draws of 10: each is missed with a probability of 10 (9/10)^320 = 2e-14.
        Assert.That(drawn.Distinct(), Is.EquivalentTo(Points(expected)));
    }

    // 10,000 draws of 10: each comes 1,000 times with a standard deviation of 30; five of them are allowed.
    [Test]
    public void Draw_GivesEverySampleEquallyOften()
    {
        var counts = Points(Draw(new FixedSamples(Ring, 2, Count, Root), 0, 10_000)).CountBy(point => point);

        Assert.That(counts.Select(pair => pair.Value), Is.All.InRange(850, 1150));
    }

    [Test]
    public void Set_OfAnotherStream_IsAnother()
    {
        var (one, other) = (new FixedSamples(Ring, 2, Count, Root.Derive("a")), new FixedSamples(Ring, 2, Count, Root.Derive("b")));

        Assert.That(Points(Draw(one, 0, 100)).Intersect(Points(Draw(other, 0, 100))), Is.Empty);
    }

    [Test]
    public void WhatIsNotTraining_IsTheDatas()
    {
        var data = new FixedSamples(Ring, 2, Count, Root);
        var (own, the) = (new float[2], new float[2]);
        data.WriteRepresentative(3, own);
        Ring.WriteRepresentative(3, the);
        Assert.That(own, Is.EqualTo(the));
        data.DrawFromMode(3, Root, 1, own);
        Ring.DrawFromMode(3, Root, 1, the);
        Assert.That(own, Is.EqualTo(the));
        Assert.That(data.HeldOut(5).Values.ToArray(), Is.EqualTo(Ring.HeldOut(5).Values.ToArray()));
    }

    [Test]
    public void Draw_OfHalfASample_IsRefused() => Assert.That(
        () => new FixedSamples(Ring, 2, Count, Root).Draw(Root, 0, new float[3]),
        Throws.ArgumentException.With.Message.Contains("whole samples of 2"));

    [TestCase(0), TestCase(int.MaxValue)]
    public void Set_OfNoSamplesOrTooMany_IsRefused(int count) =>
        Assert.That(() => new FixedSamples(Ring, 2, count, Root), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static float[] Draw(TrainingData data, long step, int samples)
    {
        var batch = new float[2 * samples];
        data.Draw(Root.Derive("data"), step, batch);
        return batch;
    }

    private static IEnumerable<(float X, float Y)> Points(float[] values) => values.Chunk(2).Select(point => (point[0], point[1]));
}
