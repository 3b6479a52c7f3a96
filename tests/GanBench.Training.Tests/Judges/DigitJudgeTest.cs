using GanBench.Datasets;
using GanBench.Training.Judges;

namespace GanBench.Training.Tests.Judges;

/// <summary>Needs the MNIST files where GANBENCH_DATA points.</summary>
public sealed class DigitJudgeTest
{
    /// <summary>The weights that mnist-perceptron-v1 trains, on any machine. Others are another judge: raise the version in its name.</summary>
    private const string WeightsDigest = "0611f2c372eb4fed9cef2e7606dc77dee78f08ff159fc7ac4234abb077d3774f";

    private string cache = "";

    [SetUp]
    public void MakeCache() => cache = Directory.CreateTempSubdirectory("ganbench-judge-").FullName;

    [TearDown]
    public void RemoveCache() => Directory.Delete(cache, recursive: true);

    [Test]
    public void Judge_IsTheSameOnEveryMachineIsKeptAndIsTrainedAgainWhenDamaged()
    {
        var folder = Environment.GetEnvironmentVariable("GANBENCH_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Ignore("GANBENCH_DATA is not set, so there are no MNIST files to train on.");
        var locations = new DataLocations(folder, cache);
        var data = (MnistData)new Mnist().Open(locations, null, default);
        var told = new Told();

        var trained = DigitJudge.Get(data, locations, told);
        var kept = DigitJudge.Get(data, locations, told);
        var file = Directory.GetFiles(cache, "*.weights", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        var repaired = DigitJudge.Get(data, locations, told);

        Assert.Multiple(() =>
        {
            Assert.That((trained.Facts.Name, trained.Facts.WeightsDigest), Is.EqualTo(("mnist-perceptron-v1", WeightsDigest)));
            Assert.That(trained.Facts.TestAccuracy, Is.InRange(0.97, 0.99), "a perceptron of this size reaches about 98 %");
            Assert.That(kept.Facts, Is.EqualTo(trained.Facts));
            Assert.That(repaired.Facts, Is.EqualTo(trained.Facts));
            Assert.That(told.Sentences, Has.Count.EqualTo(3).And.Some.Contains("is damaged"), "trained, damaged, trained again");
        });
    }

    // 98.889 % of real test images reach the threshold by its definition; on images of noise the judge is rarely sure.
    [Test]
    public void Count_OfRealTestImages_IsTheCeilingAndOfBlackImagesAtMostOneMode()
    {
        var folder = Environment.GetEnvironmentVariable("GANBENCH_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Ignore("GANBENCH_DATA is not set, so there are no MNIST files to train on.");
        var locations = new DataLocations(folder, cache);
        var data = (MnistData)new Mnist().Open(locations, null, default);
        var judge = DigitJudge.Get(data, locations, null);
        var images = new float[data.Test.Count * MnistSplit.ImageSize];
        for (var i = 0; i < data.Test.Count; i++)
            data.Test.WriteImage(i, images.AsSpan(i * MnistSplit.ImageSize, MnistSplit.ImageSize));

        var real = judge.Recognise(new Samples(images, MnistSplit.ImageSize)).Counts(10);
        var broken = judge.Recognise(new Samples(Enumerable.Repeat(float.NaN, MnistSplit.ImageSize).ToArray(), MnistSplit.ImageSize)).Counts(10);

        Assert.Multiple(() =>
        {
            Assert.That(real.HighQuality.Sum(), Is.EqualTo(9889).Within(1), "one image sets the threshold itself");
            Assert.That(real.HighQuality, Is.All.InRange(850, 1200), "ten digits of about equal frequency");
            Assert.That(broken.HighQuality.Sum(), Is.Zero, "an image of NaN has no label");
        });
    }

    private sealed class Told : IProgress<string>
    {
        public List<string> Sentences { get; } = [];

        public void Report(string value) => Sentences.Add(value);
    }
}
