using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class GlyphDataTest
{
    /// <summary>
    /// SHA-256 of the first 100 images of seed 0's <c>data</c> stream, as drawn on x86-64. Other bits need a new version of the dataset.
    /// </summary>
    private const string Digest = "1916064f690effc98498e683339b90363472995bd86e3fea4058b25467e80b8a";

    private static readonly GlyphData Data = new();

    [Test]
    public void Batch_OfTheFirstStep_HasTheCommittedBits() =>
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Draw("data", 0, 100).AsSpan()))),
            Is.EqualTo(Digest));

    [Test]
    public void Batch_OfFewerImages_IsThePrefix() =>
        Assert.That(Draw("data", 4, 30).AsSpan(0, 3 * 784).SequenceEqual(Draw("data", 4, 3)));

    [TestCase("data", 5)]
    [TestCase("evaluation", 4)]
    public void Batch_OfAnotherStreamOrStep_Differs(string name, long step) =>
        Assert.That(Draw(name, step, 3).AsSpan().SequenceEqual(Draw("data", 4, 3)), Is.False);

    [Test]
    public void Labels_AreTheModesOfTheBatch()
    {
        const int Count = 40;
        var (batch, labels) = (new float[Count * 784], new int[Count]);
        GlyphData.DrawLabelled(SeedStream.FromSeed(0).Derive("data"), 4, batch, labels);

        Assert.That(batch.AsSpan().SequenceEqual(Draw("data", 4, Count)), "the labels change nothing");
        for (var digit = 0; digit < 10; digit++)
        {
            var ofMode = new float[Count * 784];
            Data.DrawFromMode(digit, SeedStream.FromSeed(0).Derive("data"), 4, ofMode);
            for (var i = 0; i < Count; i++)
                Assert.That(Image(ofMode, i).SequenceEqual(Image(batch, i)), Is.EqualTo(labels[i] == digit), $"image {i}, digit {digit}");
        }
    }

    // Chi-square beyond which lies 0.001: 27.9 at 9 degrees of freedom.
    [Test]
    public void Labels_OfADraw_AreEquallyLikely()
    {
        const int Count = 5_000;
        var labels = new int[Count];
        GlyphData.DrawLabelled(SeedStream.FromSeed(1), 0, new float[Count * 784], labels);

        Assert.That(
            labels.GroupBy(label => label).Sum(group => Math.Pow(group.Count() - (Count / 10.0), 2) / (Count / 10.0)), Is.LessThan(27.9));
        Assert.That(labels, Is.All.InRange(0, 9));
    }

    // The 0 is symmetric about its centre, so its ink's mean lies where the shift puts it: uniform in ±2 pixels around the picture's centre
    // 13.5, variance 4/3. Wobbling points add E[w²] / 3 / 8 = 0.017 times the scale squared, 0.9 at most. Four standard errors at 4,000
    // images: of the mean √(1.35 / n) = 0.018 each, of the variance √((16 / 5 - 16 / 9) / n) = 0.019.
    [Test]
    public void Centres_OfZeros_AreSpreadByTheShift()
    {
        const int Count = 4_000;
        var batch = new float[Count * 784];
        Data.DrawFromMode(0, SeedStream.FromSeed(2), 0, batch);
        var centres = Enumerable.Range(0, Count).Select(i => Centre(Image(batch, i))).ToArray();

        using (Assert.EnterMultipleScope())
        {
            foreach (var axis in new[] { centres.Select(centre => centre.X).ToArray(), [.. centres.Select(centre => centre.Y)] })
            {
                Assert.That(axis.Average(), Is.EqualTo(13.5).Within(0.073));
                Assert.That(axis.Average(x => (x - 13.5) * (x - 13.5)), Is.EqualTo(1.345).Within(0.09));
            }
        }
    }

    // The upper left pixel is always paper, -1, plus noise of sigma 0.05 cut off below: half of them are -1, and the mean of the rest is
    // half of 2 · 0.05 / √(2π), so 0.01995 over all. Four standard errors at 20,000: of the share 0.0141, of the mean 0.05
    // √((1/2 - 1/(2π)) / n).
    [Test]
    public void Noise_OnPaper_HasSigmaOneTwentieth()
    {
        const int Count = 20_000;
        var corner = new float[Count];
        for (var step = 0; step < 10; step++)
        {
            var batch = Draw("data", step, Count / 10);
            for (var i = 0; i < Count / 10; i++)
                corner[(step * Count / 10) + i] = batch[i * 784];
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(corner.Count(grey => grey == -1) / (double)Count, Is.EqualTo(0.5).Within(0.0141));
            Assert.That(corner.Average(grey => grey + 1.0), Is.EqualTo(0.05 / Math.Sqrt(2 * Math.PI)).Within(0.00083));
        }
    }

    // The largest and lowest glyphs reach 14 pixels from the centre; 23 of 20,000 images were seen to touch the frame, so 2 to 3 are
    // expected here.
    [Test]
    public void Pixels_LieBetweenPaperAndInk_AndGlyphsHardlyEverTouchTheFrame()
    {
        const int Count = 2_000;
        var batch = Draw("data", 0, Count);

        // Noise of 0.05 alone stays below -0.6, eight sigma away.
        var touching = Enumerable.Range(0, Count).Count(image => Enumerable.Range(0, 784)
            .Any(pixel => (pixel % 28 is 0 or 27 || pixel / 28 is 0 or 27) && batch[(image * 784) + pixel] > -0.6f));
        Assert.That(batch, Is.All.InRange(-1f, 1f));
        Assert.That(touching, Is.LessThanOrEqualTo(10));
    }

    // Nearest of 2,000 labelled images, by plain distance: raw pixels alone tell the classes apart almost always.
    [Test]
    public void Classes_AreTellableByTheNearestNeighbour()
    {
        var (known, knownLabels) = Labelled("known", 2_000);
        var (asked, labels) = Labelled("asked", 300);

        var right = Enumerable.Range(0, labels.Length).Count(i => knownLabels[Nearest(known, Image(asked, i))] == labels[i]);

        Assert.That(right / 300.0, Is.GreaterThanOrEqualTo(0.97));
    }

    [Test]
    public void Representatives_AreTenDifferentCleanImagesOfTheirClass()
    {
        var (known, knownLabels) = Labelled("known", 2_000);
        for (var digit = 0; digit < 10; digit++)
        {
            var (image, again) = (new float[784], new float[784]);
            Array.Fill(image, 7);
            Data.WriteRepresentative(digit, image);
            Data.WriteRepresentative(digit, again);

            Assert.That(image, Is.EqualTo(again), "what the span held before does not matter");
            Assert.That(knownLabels[Nearest(known, image)], Is.EqualTo(digit));
            Assert.That(image[0], Is.EqualTo(-1), "no noise");
        }
    }

    [Test]
    public void HeldOut_IsAFixedSequenceThatNoRunTrainsOn()
    {
        var (few, many) = (Data.HeldOut(3), Data.HeldOut(10));

        Assert.That((many.Count, many.Dimension), Is.EqualTo((10, 784)));
        Assert.That(many.Values.Span[..(3 * 784)].SequenceEqual(few.Values.Span));
        Assert.That(few.Values.Span.SequenceEqual(Draw("data", 0, 3)), Is.False);
    }

    [Test]
    public void WrongSpansAndModes_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Data.Draw(SeedStream.FromSeed(0), 0, new float[785]), Throws.ArgumentException.With.Message.Contains("785 numbers"));
            Assert.That(
                () => GlyphData.DrawLabelled(SeedStream.FromSeed(0), 0, new float[784], new int[2]),
                Throws.ArgumentException.With.Message.Contains("as many labels"));
            Assert.That(
                () => Data.DrawFromMode(10, SeedStream.FromSeed(0), 0, new float[784]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Data.WriteRepresentative(-1, new float[784]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Data.WriteRepresentative(0, new float[783]), Throws.ArgumentException);
        }
    }

    private static float[] Draw(string stream, long step, int count)
    {
        var batch = new float[count * 784];
        Data.Draw(SeedStream.FromSeed(0).Derive(stream), step, batch);
        return batch;
    }

    private static (float[] Images, int[] Labels) Labelled(string stream, int count)
    {
        var (images, labels) = (new float[count * 784], new int[count]);
        GlyphData.DrawLabelled(SeedStream.FromSeed(0).Derive(stream), 0, images, labels);
        return (images, labels);
    }

    private static Span<float> Image(float[] images, int index) => images.AsSpan(index * 784, 784);

    private static (double X, double Y) Centre(ReadOnlySpan<float> image)
    {
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < image.Length; i++)
        {
            // Noise is not ink: what is lighter than a quarter is left out.
            var ink = image[i] > -0.5 ? image[i] + 1 : 0;
            (sum, x, y) = (sum + ink, x + (ink * (i % 28)), y + (ink * (i / 28)));
        }

        return (x / sum, y / sum);
    }

    private static int Nearest(float[] images, ReadOnlySpan<float> image)
    {
        var (best, nearest) = (float.PositiveInfinity, -1);
        for (var i = 0; i < images.Length / 784; i++)
        {
            var sum = 0f;
            for (var pixel = 0; pixel < 784; pixel++)
                sum += (images[(i * 784) + pixel] - image[pixel]) * (images[(i * 784) + pixel] - image[pixel]);
            if (sum < best)
                (best, nearest) = (sum, i);
        }

        return nearest;
    }
}
