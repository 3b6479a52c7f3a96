using System.Text.RegularExpressions;
using GanBench.Datasets;

namespace GanBench.Judges.Tests;

public sealed class KnownJudgesTest
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-judge-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void EveryDatasetOfImages_NamesAJudgeThatIsThere()
    {
        var images = KnownDatasets.All.Select(known => known.Default).Where(dataset => dataset.Modes is null).ToList();

        Assert.That(images, Is.Not.Empty);
        Assert.That(
            images.Select(dataset => dataset.Judge), Is.All.Matches<string>(name => KnownJudges.All.Any(judge => judge.Name == name)));
    }

    [Test]
    public void AFlippedBit_IsDamageThatNamesTheFileAndBothDigests()
    {
        var (judge, path) = Copy("glyphs-conv-v1");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.That(() => judge.Open(folder), Throws.TypeOf<DataUnavailableException>().With.Message.Matches(
            $@"^The judge glyphs-conv-v1 cannot be used: {Regex.Escape(path)} is damaged: the SHA-256 of its weights is [0-9a-f]{{64}}, " +
            $@"not {judge.Facts().WeightsDigest}\. Restore the file"));
    }

    [Test]
    public void AShortFile_IsDamageToo()
    {
        var (judge, path) = Copy("mnist-conv-v1");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4]);

        Assert.That(() => judge.Open(folder), Throws.TypeOf<DataUnavailableException>().With.Message.Contain(
            $"{path} is damaged: it has 315912 bytes instead of 315916, so not the weights with the SHA-256 "
                + $"{judge.Facts().WeightsDigest}."));
    }

    [Test]
    public void WeightsOfAnotherJudge_AreNamedAsSuch()
    {
        var (judge, path) = Copy("mnist-conv-v1");
        File.Copy(Path.Combine(KnownJudges.Folder, "glyphs-conv-v1.weights"), path, overwrite: true);

        Assert.That(() => judge.Open(folder), Throws.TypeOf<DataUnavailableException>().With.Message.Contain(
            $"{path} holds other weights: their SHA-256 is {KnownJudges.Find("glyphs-conv-v1").Facts().WeightsDigest}, not "
                + $"{judge.Facts().WeightsDigest}."));
    }

    [Test]
    public void AMissingFile_IsNamed()
    {
        var judge = KnownJudges.Find("mnist-conv-v1");

        Assert.That(() => judge.Open(folder), Throws.TypeOf<DataUnavailableException>().With.Message.Contain(
            $"{Path.Combine(folder, "mnist-conv-v1.weights")} is not there; its weights have the SHA-256 {judge.Facts().WeightsDigest}."));
    }

    [Test]
    public void AnUnknownName_IsRefusedWithTheKnownOnes() => Assert.That(
        () => KnownJudges.Find("mnist-conv-v9"),
        Throws.ArgumentException.With.Message.StartsWith("There is no judge \"mnist-conv-v9\". Known: mnist-conv-v1, glyphs-conv-v1."));

    [Test]
    public void Facts_AreWrittenAsTheyWereRead()
    {
        foreach (var judge in KnownJudges.All)
            Assert.That(judge.Facts().ToJson(), Is.EqualTo(judge.FactsText()));
    }

    [Test]
    public void Recipes_AreThoseThatTheFactsTell()
    {
        foreach (var judge in KnownJudges.All)
            Assert.That(
                (judge.Facts().Name, judge.Facts().Dataset, judge.Facts().Recipe), Is.EqualTo((judge.Name, judge.Dataset, judge.Recipe)));
    }

    private (KnownJudge Judge, string Path) Copy(string name)
    {
        var path = Path.Combine(folder, $"{name}.weights");
        File.Copy(Path.Combine(KnownJudges.Folder, $"{name}.weights"), path);
        return (KnownJudges.Find(name), path);
    }
}
