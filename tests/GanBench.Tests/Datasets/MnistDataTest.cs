using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class MnistDataTest
{
    // The plain formula in double, rounded once, against float32 with two roundings: half an ulp of 2 and of 1, 1.8e-7.
    [Test]
    public void Image_AsFloats_IsScaledToMinusOneToOne()
    {
        var split = new MnistSplit(Enumerable.Range(0, 784).Select(pixel => (byte)pixel).ToArray(), new byte[1]);
        var image = new float[784];

        split.WriteImage(0, image);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(image[0], Is.EqualTo(-1));
            Assert.That(image[255], Is.EqualTo(1));
            for (var pixel = 0; pixel < 784; pixel++)
                Assert.That(image[pixel], Is.EqualTo(((pixel % 256) / 127.5) - 1).Within(1.8e-7), $"pixel {pixel}");
        }
    }

    [Test]
    public void Batch_IsMadeOfWholeTrainImages()
    {
        var data = Data();
        var batch = new float[100 * 784];
        var (first, second) = (new float[784], new float[784]);
        data.Train.WriteImage(0, first);
        data.Train.WriteImage(1, second);

        data.Draw(SeedStream.FromSeed(0).Derive("data"), 0, batch);

        var firsts = batch.Chunk(784).Count(image => image.AsSpan().SequenceEqual(first));
        var seconds = batch.Chunk(784).Count(image => image.AsSpan().SequenceEqual(second));
        Assert.That(firsts + seconds, Is.EqualTo(100));
        Assert.That(firsts, Is.EqualTo(50).Within(20), "four standard deviations of a fair coin thrown 100 times");
    }

    [Test]
    public void Batch_OfFewerImages_IsThePrefix()
    {
        var (few, many) = (new float[3 * 784], new float[10 * 784]);

        Data().Draw(SeedStream.FromSeed(0).Derive("data"), 4, few);
        Data().Draw(SeedStream.FromSeed(0).Derive("data"), 4, many);

        Assert.That(few, Is.EqualTo(many[..few.Length]));
    }

    [Test]
    public void Spans_OfOtherLengths_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Data().Draw(SeedStream.FromSeed(0), 0, new float[785]), Throws.ArgumentException);
            Assert.That(() => Data().Train.WriteImage(0, new float[783]), Throws.ArgumentException);
            Assert.That(() => Data().Train.WriteImage(2, new float[784]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void LabelCounts_OfAFewDigits_EqualTheHandCount() =>
        Assert.That(
            new MnistSplit(new byte[4 * 784], new byte[] { 3, 0, 3, 9 }).LabelCounts(),
            Is.EqualTo([1, 0, 0, 2, 0, 0, 0, 0, 0, 1]));

    private static MnistData Data() => new(
        Idx.Read(TinyMnist.Images(2), TinyMnist.Labels(3, 8)), Idx.Read(TinyMnist.Images(1), TinyMnist.Labels(5)));
}
