using GanBench.Experiments.Profiles;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

public sealed class GameRefusalTest
{
    [TestCase("points-mlp128"), TestCase("points-tanh128")]
    public void Of_AKnownProfileOnPoints_IsNone(string profile) => Assert.That(Points(Known.Settings(profile)), Is.Null);

    [TestCase("images-mlp256"), TestCase("images-dcgan")]
    public void Of_AKnownProfileOnImages_IsNone(string profile) => Assert.That(Images(Known.Settings(profile)), Is.Null);

    [Test]
    public void Of_ConvolutionsOnPointsOrOddImages_NamesTheShape() => Assert.Multiple(() =>
    {
        Assert.That(Points(Known.ImagesDcgan), Does.EndWith("not [2]"));
        Assert.That(GameRefusal.Of(Known.ImagesDcgan, [1, 27, 28], new NsGan().Rules), Does.EndWith("not [1, 27, 28]"));
        Assert.That(Images(Known.ImagesDcgan, new Veegan()), Does.EndWith("not [848]"), "the latent vector is shown too");
    });

    [Test]
    public void Of_NormalisationOverABatchOfOne_SaysWhoseItIs() => Assert.Multiple(() =>
    {
        var both = Known.ImagesDcgan with { Batch = 1 };
        Assert.That(Images(both), Does.StartWith("the discriminator is normalised over the batch"));
        Assert.That(
            Images(Cells.SettingsOf("images-dcgan", new R1()) with { Batch = 1 }, new R1()),
            Does.StartWith("the generator is normalised over the batch"), "R1 has a discriminator without");
        Assert.That(Images(
                Cells.SettingsOf("images-dcgan", new R1()) with { Batch = 1 }, new Composition([new R1(), new PacGan(2)])),
            Is.Null,
            "the generator makes two samples for one input");
        Assert.That(Points(Known.Points with { Batch = 1 }), Is.Null, "nothing is normalised");
    });

    [Test]
    public void Of_SeveralGeneratorsThatAreNormalised_AsksForASampleMoreThanThereAreGenerators() => Assert.Multiple(() =>
    {
        Assert.That(Images(Known.ImagesDcgan with { Batch = 4 }, new MadGan(4)), Does.Contain("each of several generators"));
        Assert.That(Images(Known.ImagesDcgan with { Batch = 5 }, new MadGan(4)), Is.Null);
    });

    [Test]
    public void Of_RunningAveragesOfSeveralGenerators_SaysWhatToTake() => Assert.Multiple(() =>
    {
        var settings = Known.Points.With(side => side with { BatchNormalisation = BatchNormalisation.Population });
        Assert.That(Points(settings), Is.Null);
        Assert.That(Points(settings, new D2Gan()), Is.Null, "several discriminators keep their own");
        Assert.That(Points(settings, new Mgan()), Does.Contain("running averages"));
        Assert.That(Points(settings, new Composition([new MadGan(), new Ttur()])), Does.Contain("running averages"));
    });

    [Test]
    public void Of_WhatNoMemoryHolds_SaysHowMuchItIs() => Assert.Multiple(() =>
    {
        Assert.That(
            Images(Known.ImagesPerceptron with { TrainingSamples = 100_000_000 }),
            Does.Contain("100000000 training samples of 784 numbers"));
        Assert.That(Points(Known.Points with { Latent = 65536, Batch = 65536 }), Does.Contain("a batch of 65536 samples"));
        var large = Known.Points.With(side => side with { Widths = [16384, 16384], Activation = "maxout-64" });
        Assert.That(Points(large), Does.Contain("parameters"));
    });

    private static string? Points(GameSettings settings, Technique? technique = null) =>
        GameRefusal.Of(settings, [2], (technique ?? new NsGan()).Rules);

    private static string? Images(GameSettings settings, Technique? technique = null) =>
        GameRefusal.Of(settings, [1, 28, 28], (technique ?? new NsGan()).Rules);
}
