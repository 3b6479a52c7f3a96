using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class IdxTest
{
    [Test]
    public void Files_ThatFit_GivePixelsAndLabels()
    {
        var split = Idx.Read(TinyMnist.Images(3), TinyMnist.Labels(7, 0, 9));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(split.Count, Is.EqualTo(3));
            Assert.That(split.Pixels.Length, Is.EqualTo(3 * 784));
            Assert.That(split.Labels.ToArray(), Is.EqualTo(new byte[] { 7, 0, 9 }));
        }
    }

    [Test]
    public void ImageFile_WithAnotherMagicNumber_IsRefused()
    {
        var images = TinyMnist.Images(1);
        images[3] = 1;

        Assert.That(
            () => Idx.Read(images, TinyMnist.Labels(1)),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The image file begins with 0x00000801, expected 0x00000803."));
    }

    [Test]
    public void ImageFile_WithAnotherImageSize_IsRefused()
    {
        var images = TinyMnist.Images(1);
        images[11] = 32;

        Assert.That(
            () => Idx.Read(images, TinyMnist.Labels(1)),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The image file has size 32 along axis 1, expected 28."));
    }

    [Test]
    public void ImageFile_CutShort_IsRefused() =>
        Assert.That(
            () => Idx.Read(TinyMnist.Images(2).AsMemory(..1000), TinyMnist.Labels(1, 2)),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo(
                "The image file holds 984 bytes after its header, expected 1568."));

    [Test]
    public void LabelFile_ShorterThanItsHeader_IsRefused() =>
        Assert.That(
            () => Idx.Read(TinyMnist.Images(1), new byte[5]),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo(
                "The label file is 5 bytes long, shorter than its header of 8."));

    [Test]
    public void Files_OfDifferentCounts_AreRefused() =>
        Assert.That(
            () => Idx.Read(TinyMnist.Images(2), TinyMnist.Labels(1)),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The image file holds 2 images but the label file 1 labels."));

    [Test]
    public void Label_AboveNine_IsRefused() =>
        Assert.That(
            () => Idx.Read(TinyMnist.Images(1), TinyMnist.Labels(10)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("not a digit"));
}
