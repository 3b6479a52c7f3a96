using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Judges.Tests;

/// <summary>What judges learn from beside the digits themselves.</summary>
public sealed class JudgeImagesTest
{
    private const int Size = MnistSplit.ImageSize;
    private static readonly SeedStream Stream = SeedStream.FromSeed(21);

    [Test]
    public void NonDigits_AreInRangeVaryAndAreTheSameForTheSameStep()
    {
        var (digits, labels) = Pictures.Glyphs(20);

        var (first, again, next) = (NonDigitsOf(0), NonDigitsOf(0), NonDigitsOf(1));

        Assert.That(first, Is.All.InRange(-1f, 1f));
        Assert.That(again.AsSpan().SequenceEqual(first));
        const int Negative = 7;   // of twenty digits: chance may take the same one again
        for (var i = 0; i < NonDigits.Kinds; i++)
            if (i != Negative) Assert.That(
                next.AsSpan(i * Size, Size).SequenceEqual(first.AsSpan(i * Size, Size)), Is.False, $"image {i} of another step");

        float[] NonDigitsOf(long step)
        {
            var images = new float[2 * NonDigits.Kinds * Size];
            NonDigits.Draw(Stream, step, digits.Values.Span, labels, images);
            return images;
        }
    }

    // Kinds 4, 5 and 7 by their definitions: a mean of two digits, the pixels of one digit in another order, and one digit turned over.
    [Test]
    public void NonDigits_ThatStartFromDigits_AreMadeOfThem()
    {
        var digits = Pictures.Glyphs(2).Images;
        var images = new float[NonDigits.Kinds * Size];

        NonDigits.Draw(Stream, 0, digits.Values.Span, [3, 8], images);

        var (one, other) = (digits[0].ToArray(), digits[1].ToArray());
        var (mean, scrambled, negative) = (Kind(4), Kind(5), Kind(7));
        Assert.Multiple(() =>
        {
            for (var i = 0; i < Size; i++)
                Assert.That(mean[i], Is.InRange(Math.Min(one[i], other[i]) - 1e-6f, Math.Max(one[i], other[i]) + 1e-6f));
            Assert.That(scrambled.Order(), Is.EqualTo(one.Order()).Or.EqualTo(other.Order()));
            Assert.That(negative, Is.EqualTo(one.Select(value => -value)).Or.EqualTo(other.Select(value => -value)));
        });

        float[] Kind(int kind) => images.AsSpan(kind * Size, Size).ToArray();
    }

    // Half of them stay; each of the four kinds of wear takes an eighth. 800 images: a standard deviation of 14.
    [Test]
    public void WornDigits_AreHalfOfThemAndStayInRange()
    {
        var images = Pictures.Glyphs(800).Images.Values.ToArray();
        var before = images.ToArray();

        CorruptedDigits.Apply(Stream, 0, images);

        var same = Enumerable.Range(0, 800).Count(i => images.AsSpan(i * Size, Size).SequenceEqual(before.AsSpan(i * Size, Size)));
        Assert.That(images.Min(), Is.GreaterThanOrEqualTo(-1));
        Assert.That(images.Max(), Is.LessThanOrEqualTo(1));
        Assert.That(same, Is.EqualTo(400).Within(60));
    }
}
