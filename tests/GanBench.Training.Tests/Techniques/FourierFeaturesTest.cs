using System.Collections.Immutable;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class FourierFeaturesTest
{
    private static readonly ImmutableArray<int> Digit = [1, 28, 28];

    [Test]
    public void ShownShape_StaysAnImageForImages()
    {
        var technique = new FourierFeatures(Features: 5);

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.ShownShape([3, 28, 20], 16), Is.EqualTo(new[] { 6, 28, 20 }));
            Assert.That(technique.Rules.ShownShape([2], 16), Is.EqualTo(new[] { 12 }));
        });
    }

    // At x = 0 every cosine is 1 and every sine 0.
    [Test]
    public void Shown_OfPoints_IsThePointThenCosinesThenSines()
    {
        using var scope = NewDisposeScope();
        var technique = new FourierFeatures(Features: 3);

        var shown = technique.Rules.Shown(new Batch(zeros([1, 1, 2]), null, x => x, 0), null!);

        Assert.That(shown.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 0, 1, 1, 1, 0, 0, 0 }));
    }

    // A constant image has frequency 0 alone: the mean times √(h w) = 28. The products that cancel leave roundings of 28 terms of size
    // 1/28.
    [Test]
    public void Shown_OfAConstantImage_IsOneNumber()
    {
        using var scope = NewDisposeScope();

        var shown =
            new FourierFeatures().Rules.Shown(new Batch(full([1, 1, 784], -0.5), null, x => x, 0) { Shape = Digit }, null!).data<float>()
                .ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(shown, Has.Length.EqualTo(2 * 784));
            Assert.That(shown[0], Is.EqualTo(-14f).Within(1e-5f));
            Assert.That(shown[1..], Is.All.EqualTo(0f).Within(1e-5f));
        });
    }

    [Test]
    public void Turn_TellsTheShape_SoThatImagesAreTransformed()
    {
        using var scope = NewDisposeScope();
        var image = full([1, 1, 12], 1f);

        var (turn, _) = GivenTurn.OfGenerator(new FourierFeatures(), image, image, sampleShape: [1, 3, 4]);

        Assert.That(turn.RealShown.shape, Is.EqualTo(new long[] { 1, 1, 24 }));
        Assert.That(turn.FakeShown.data<float>().ToArray()[0], Is.EqualTo(Math.Sqrt(12)).Within(1e-6));
    }

    // Both are linear and treat channels alike, so their order does not matter on images.
    [Test]
    public void WithPacGan_OnImages_EitherOrderShowsTheSame()
    {
        using var scope = NewDisposeScope();
        var values = new float[4 * 784];
        Randomness.SeedStream.FromSeed(2).Uniform(0, values);
        var batch = new Batch(tensor(values, [1, 4, 784]), null, x => x, 0) { Shape = Digit, LatentDimension = 64 };
        var (pack, transform) = (new PacGan(2), new FourierFeatures());

        var (packedFirst, transformedFirst) = (new Composition([pack, transform]), new Composition([transform, pack]));

        Assert.Multiple(() =>
        {
            Assert.That(packedFirst.Rules.ShownShape(Digit, 64), Is.EqualTo(new[] { 4, 28, 28 }));
            Assert.That(transformedFirst.Rules.ShownShape(Digit, 64), Is.EqualTo(new[] { 4, 28, 28 }));
            Assert.That(
                packedFirst.Rules.Shown(batch, null!).data<float>().ToArray(),
                Is.EqualTo(transformedFirst.Rules.Shown(batch, null!).data<float>().ToArray()));
        });
    }

    [Test]
    public void WithPacGan_OnPoints_MapsThePackAsOnePoint()
    {
        using var scope = NewDisposeScope();
        var batch = new Batch(zeros([1, 4, 2]), null, x => x, 0) { LatentDimension = 16 };
        var technique = new Composition([new PacGan(2), new FourierFeatures(Features: 3)]);

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.ShownShape([2], 16), Is.EqualTo(new[] { 4 + 6 }));
            Assert.That(technique.Rules.Shown(batch, null!).shape, Is.EqualTo(new long[] { 1, 2, 10 }));
        });
    }
}
