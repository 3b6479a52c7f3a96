using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class StackedDataTest
{
    private const int StackSize = 3 * 784;

    // Ten training images, image i of digit i; three test images.
    private static readonly MnistData Digits = new(
        Idx.Read(TinyMnist.Images(10), TinyMnist.Labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        Idx.Read(TinyMnist.Images(3), TinyMnist.Labels(5, 6, 7)));

    private static readonly StackedData Stacks = new(Digits);

    // 100 draws of a tenth per digit and channel: 300 counts of expectation 10; chi-square beyond which lies 0.001 at 27 degrees of
    // freedom: 55.5.
    [Test]
    public void Batch_HasThreeIndependentTrainingDigitsInEveryStack()
    {
        const int Count = 100;
        var modes = Modes(Draw(Count));

        var chiSquare = (from channel in Enumerable.Range(0, 3)
                         from digit in Enumerable.Range(0, 10)
                         let count = modes.Count(mode => mode[channel] == digit)
                         select (count - 10.0) * (count - 10.0) / 10).Sum();
        Assert.That(chiSquare, Is.LessThan(55.5));
        Assert.That(
            modes.Select(mode => (100 * mode[0]) + (10 * mode[1]) + mode[2]).Distinct().Count(), Is.InRange(85, 100),
            "95.2 of 1,000 modes are expected");
    }

    [Test]
    public void Batch_OfFewerStacks_IsThePrefix() =>
        Assert.That(Draw(10).AsSpan(0, 3 * StackSize).SequenceEqual(Draw(3)));

    [TestCase(0, 0, 0, 0)]
    [TestCase(409, 4, 0, 9)]
    [TestCase(37, 0, 3, 7)]
    [TestCase(999, 9, 9, 9)]
    public void Mode_IsTheNumberThatTheThreeChannelsShow(int mode, params int[] digits)
    {
        var (batch, sample) = (new float[5 * StackSize], new float[StackSize]);
        Stacks.DrawFromMode(mode, SeedStream.FromSeed(0), 0, batch);
        Stacks.WriteRepresentative(mode, sample);

        Assert.That(Modes(batch), Has.All.EqualTo(digits));
        Assert.That(Modes(sample), Has.All.EqualTo(digits));
    }

    [Test]
    public void Channels_OfOneMode_AreDrawnIndependently()
    {
        var stacks = new StackedData(new GlyphData());
        var batch = new float[StackSize];

        stacks.DrawFromMode(777, SeedStream.FromSeed(0), 0, batch);

        Assert.That(batch.AsSpan(0, 784).SequenceEqual(batch.AsSpan(784, 784)), Is.False);
        Assert.That(batch.AsSpan(784, 784).SequenceEqual(batch.AsSpan(2 * 784)), Is.False);
    }

    [Test]
    public void HeldOut_IsMadeOfTestDigitsOnly()
    {
        var (few, many) = (Stacks.HeldOut(4), Stacks.HeldOut(50));
        float[][] test = [.. Enumerable.Range(0, 3).Select(i => Image(Digits.Test, i))];

        Assert.That((many.Count, many.Dimension), Is.EqualTo((50, StackSize)), "more than there are digits");
        Assert.That(
            many.Values.ToArray().Chunk(784), Has.All.Matches<float[]>(image => image is not null && test.Any(image.SequenceEqual)));
        Assert.That(many.Values.Span[..(4 * StackSize)].SequenceEqual(few.Values.Span));
    }

    [Test]
    public void WrongSpansAndModes_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Stacks.Draw(SeedStream.FromSeed(0), 0, new float[784]),
                Throws.ArgumentException.With.Message.Contains("whole stacks"));
            Assert.That(
                () => Stacks.DrawFromMode(1000, SeedStream.FromSeed(0), 0, new float[StackSize]),
                Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Stacks.WriteRepresentative(-1, new float[StackSize]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Stacks.WriteRepresentative(0, new float[784]), Throws.ArgumentException);
        }
    }

    private static float[] Draw(int count)
    {
        var batch = new float[count * StackSize];
        Stacks.Draw(SeedStream.FromSeed(0).Derive("data"), 2, batch);
        return batch;
    }

    private static int[][] Modes(float[] stacks)
    {
        float[][] images = [.. Enumerable.Range(0, 10).Select(i => Image(Digits.Train, i))];
        return [.. stacks.Chunk(784).Select(image => Array.FindIndex(images, image.SequenceEqual)).Chunk(3)];
    }

    private static float[] Image(MnistSplit split, int index)
    {
        var image = new float[784];
        split.WriteImage(index, image);
        return image;
    }
}
