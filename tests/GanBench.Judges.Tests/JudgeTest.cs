using GanBench.Datasets;
using GanBench.Numerics;

namespace GanBench.Judges.Tests;

public sealed class JudgeTest
{
    private static IEnumerable<string> Names => KnownJudges.All.Select(judge => judge.Name);

    [TestCaseSource(nameof(Names))]
    public void Facts_AgreeWithEachOtherAndWithWhatAJudgeMustReach(string name)
    {
        var facts = KnownJudges.Find(name).Facts();

        Assert.Multiple(() =>
        {
            Assert.That(facts.TestAccuracy, Is.GreaterThanOrEqualTo(0.99), "the least that a judge must reach");
            Assert.That(facts.TestAccuracy, Is.EqualTo(
                (double)Enumerable.Range(0, 10).Sum(digit => facts.Confusion[digit][digit]) / facts.TestImages));
            Assert.That(facts.Confusion.Sum(row => row.Sum()), Is.EqualTo(facts.TestImages));
            Assert.That(facts.ConfidenceQuantiles.Values, Is.Ordered);
            Assert.That(
                facts.ConfidenceThreshold, Is.InRange(facts.ConfidenceQuantiles["0.01"], facts.ConfidenceQuantiles["0.02"]),
                "1.111 % lie below it");
        });
    }

    [Test]
    public void Glyphs_ThatNobodySawBefore_AreReadAndReachTheCeiling()
    {
        const int Count = 4000;
        var judge = KnownJudges.Find("glyphs-conv-v1").Open();
        var (images, labels) = Pictures.Glyphs(Count);

        var predictions = judge.Classify(images);

        var right = Enumerable.Range(0, Count).Count(i => predictions.Labels.Span[i] == labels[i]);
        Assert.That(right, Is.GreaterThanOrEqualTo(0.99 * Count));

        // Binomial with p = 0.98889: a standard deviation of 0.17 % of 4,000 images, and 0.1 % more because 10,000 others set the
        // threshold.
        Assert.That(Share(judge, images), Is.EqualTo(0.98889).Within(0.008));
    }

    [Test]
    public void MnistTestImages_ReachTheThresholdAsItsDefinitionSays()
    {
        var folder = Environment.GetEnvironmentVariable("GANBENCH_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Ignore("GANBENCH_DATA is not set, so there are no MNIST files to read.");
        var data = (MnistData)new Mnist().Open(new DataLocations(null, Path.GetTempPath()) with { DataFolder = folder }, null, default);
        var known = KnownJudges.Find("mnist-conv-v1");
        var (images, labels) = new MnistImages(data).Test();

        var predictions = known.Open().Classify(images);

        var right = Enumerable.Range(0, labels.Length).Count(i => predictions.Labels.Span[i] == labels[i]);
        Assert.That((double)right / labels.Length, Is.EqualTo(known.Facts().TestAccuracy));
        Assert.That(Share(known.Open(), images), Is.EqualTo(0.9889).Within(0.0001), "one image sets the threshold itself");
    }

    // None of these holds a digit. The judges were taught some kinds of noise; these images are others, and most of the kinds are too.
    [TestCaseSource(nameof(Names))]
    public void ImagesWithoutDigits_HaveAlmostNoHighQuality(string name)
    {
        var judge = KnownJudges.Find(name).Open();
        const int Count = 500;

        var shares = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["uniform noise"] = Share(judge, Pictures.Of(Count, (x, y, own) => own.Span[(y * 28) + x])),
            ["one grey level each"] = Share(judge, Pictures.Of(Count, (_, _, own) => own.Span[0])),
            ["black or white"] = Share(judge, Pictures.Of(20, (_, _, own) => own.Span[0] < 0.5 ? 0 : 1)),
            ["a round blob"] = Share(judge, Pictures.Of(Count, (x, y, own) => Blob(x, y, own.Span, own.Span[2]))),
            ["an oblong blob"] = Share(judge, Pictures.Of(Count, (x, y, own) => Blob(x, y, own.Span, own.Span[3]))),
            ["a ramp"] = Share(judge, Pictures.Of(Count, (x, y, own) => ((own.Span[0] * x) + (own.Span[1] * y)) / 54)),
            ["a chessboard"] = Share(
                judge, Pictures.Of(Count, (x, y, own) => ((x / (1 + (int)(own.Span[0] * 9))) + (y / (1 + (int)(own.Span[1] * 9)))) % 2)),
        };

        Assert.That(shares, Has.All.Matches<KeyValuePair<string, double>>(share => share.Value <= 0.01));
        Assert.That(shares["uniform noise"], Is.Zero);
    }

    [Test]
    public void Images_ThatAreNotFinite_HaveNoLabelAndHarmNoOther()
    {
        var judge = KnownJudges.Find("glyphs-conv-v1").Open();
        var images = Pictures.Glyphs(6).Images;
        var broken = images.Values.ToArray();
        broken[(1 * 784) + 300] = float.NaN;
        broken[(3 * 784) + 5] = float.NegativeInfinity;
        broken.AsSpan(4 * 784, 784).Fill(float.MaxValue);   // finite, but what follows from it is not

        var (whole, seen) = (judge.Classify(images), judge.Classify(new Samples(broken, 784)));

        Assert.Multiple(() =>
        {
            foreach (var i in (int[])[1, 3, 4])
            {
                Assert.That((seen.Labels.Span[i], seen.Confidences.Span[i]), Is.EqualTo((-1, 0f)));
                Assert.That(seen.Features[i].ToArray(), Is.All.NaN);
                Assert.That(seen.Probabilities[i].ToArray(), Is.All.NaN);
            }

            foreach (var i in (int[])[0, 2, 5])
            {
                Assert.That(seen.Confidences.Span[i], Is.EqualTo(whole.Confidences.Span[i]));
                Assert.That(seen.Features[i].SequenceEqual(whole.Features[i]));
            }
        });
    }

    [Test]
    public void AnImage_LooksTheSameWhateverIsBesideIt_BitForBit()
    {
        var judge = KnownJudges.Find("mnist-conv-v1").Open();
        var images = Pictures.Glyphs(230).Images;   // more than two passes

        var together = judge.Classify(images);

        foreach (var i in (int[])[0, 99, 100, 229])
        {
            var alone = judge.Classify(new Samples(images[i].ToArray(), 784));
            Assert.That(alone.Features[0].SequenceEqual(together.Features[i]), $"features of image {i}");
            Assert.That(alone.Probabilities[0].SequenceEqual(together.Probabilities[i]), $"probabilities of image {i}");
            Assert.That(alone.Confidences.Span[0], Is.EqualTo(together.Confidences.Span[i]));
        }
    }

    // float32: some twenty roundings of numbers below 1. Of noise the judge says nothing, so every digit is about equally likely.
    [Test]
    public void Probabilities_SumToOneAndAreEvenWhereThereIsNoDigit()
    {
        var judge = KnownJudges.Find("mnist-conv-v1").Open();

        var noise = judge.Classify(Pictures.Of(50, (x, y, own) => own.Span[(y * 28) + x])).Probabilities;
        var digits = judge.Classify(Pictures.Glyphs(50).Images).Probabilities;

        for (var i = 0; i < 50; i++)
        {
            Assert.That(digits[i].ToArray().Sum(), Is.EqualTo(1).Within(2e-6));
            Assert.That(noise[i].ToArray(), Is.All.EqualTo(0.1).Within(0.05));
        }
    }

    [Test]
    public void Samples_OfAnotherSize_AreRefused() => Assert.That(
        () => KnownJudges.Find("mnist-conv-v1").Open().Classify(new Samples(new float[20], 2)),
        Throws.ArgumentException.With.Message.StartsWith("A judge looks at images of 784 pixels; these samples have 2 numbers."));

    private static double Share(Judge judge, Samples images) =>
        judge.Classify(images).Confidences.ToArray().Count(
            confidence => confidence >= judge.Facts.ConfidenceThreshold) / (double)images.Count;

    /// <summary>A Gaussian bump of ink; own[2] decides its width, a number from 0 to 1 its height.</summary>
    private static double Blob(int x, int y, ReadOnlySpan<float> own, float height)
    {
        var (centreX, centreY) = (7 + (14 * own[0]), 7 + (14 * own[1]));
        var (across, along) = ((x - centreX) / (2.5 + (4 * own[2])), (y - centreY) / (2.5 + (4 * height)));
        return Math.Exp(-((across * across) + (along * along)) / 2);
    }
}
