using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Judges.Tests;

public sealed class ModeRecogniserTest
{
    private const int Size = MnistSplit.ImageSize;

    [Test]
    public void OneChannel_HasTheLabelAsItsModeAndTheJudgesNumbers()
    {
        var judge = KnownJudges.Find("glyphs-conv-v1").Open();
        var images = Pictures.Glyphs(30).Images;

        var (seen, predictions) = (ModeRecogniser.For(new Glyphs(), KnownJudges.Recogniser).Recognise(images), judge.Classify(images));

        Assert.Multiple(() =>
        {
            Assert.That(seen.Modes.ToArray(), Is.EqualTo(predictions.Labels.ToArray()));
            Assert.That(seen.HighQuality.ToArray(), Is.EqualTo(
                predictions.Confidences.ToArray().Select(confidence => confidence >= judge.Facts.ConfidenceThreshold)));
            Assert.That(seen.Features.Values.Span.SequenceEqual(predictions.Features.Values.Span));
            Assert.That(seen.Probabilities!.Values.Span.SequenceEqual(predictions.Probabilities.Values.Span));
        });
    }

    [Test]
    public void ThreeChannels_SpellTheModeAndMustAllBeSure()
    {
        var (glyphs, stacks) = (new GlyphData(), new float[4 * 3 * Size]);
        (int Channel, int Digit)[] drawn =
            [(0, 3), (1, 7), (2, 1), (3, 0), (4, 0), (5, 9), (6, 5), (8, 5), (9, 2), (10, 2), (11, 2)];
        foreach (var (channel, digit) in drawn)
            glyphs.WriteRepresentative(digit, stacks.AsSpan(channel * Size, Size));
        stacks.AsSpan(7 * Size, Size).Clear();       // one grey channel
        stacks[(9 * Size) + 17] = float.NaN;         // one broken pixel

        var seen = ModeRecogniser.For(new StackedGlyphs(), KnownJudges.Recogniser).Recognise(new Samples(stacks, 3 * Size));

        Assert.Multiple(() =>
        {
            Assert.That(seen.Modes.Span[0], Is.EqualTo(371));
            Assert.That(seen.Modes.Span[1], Is.EqualTo(9));
            Assert.That((seen.Modes.Span[2] / 100, seen.Modes.Span[2] % 10), Is.EqualTo((5, 5)), "whatever the grey channel is taken for");
            Assert.That(seen.Modes.Span[3], Is.EqualTo(-1));
            Assert.That(seen.HighQuality.ToArray(), Is.EqualTo(new[] { true, true, false, false }));
            Assert.That(seen.Counts(1000).HighQuality.Sum(), Is.EqualTo(2));
            Assert.That((seen.Features.Count, seen.Features.Dimension), Is.EqualTo((4, 3 * Judge.FeatureCount)));
            Assert.That(
                seen.Features[0][Judge.FeatureCount..(2 * Judge.FeatureCount)].SequenceEqual(
                    KnownJudges.Find("glyphs-conv-v1").Open().Classify(Channel(1)).Features[0]),
                "the second channel's features are in the middle");
            Assert.That(seen.Probabilities, Is.Null);
        });

        Samples Channel(int channel) => new(stacks.AsMemory(channel * Size, Size), Size);
    }

    [Test]
    public void Facts_AreThoseOfTheDatasetsJudge()
    {
        Assert.That(ModeRecogniser.For(new Ring(), KnownJudges.Recogniser).Facts, Is.Null);
        Assert.That(
            ModeRecogniser.For(new Mnist(), KnownJudges.Recogniser).Facts, Is.EqualTo(KnownJudges.Find("mnist-conv-v1").Facts().Facts));
        Assert.That(
            ModeRecogniser.For(new StackedMnist(), KnownJudges.Recogniser).Facts,
            Is.EqualTo(KnownJudges.Find("mnist-conv-v1").Facts().Facts));
    }
}
