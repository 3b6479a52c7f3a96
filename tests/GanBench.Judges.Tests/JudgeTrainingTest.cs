using GanBench.Datasets;
using GanBench.Files;

namespace GanBench.Judges.Tests;

/// <summary>
/// The recipes, shortened. That the bits depend on no instruction set is for the digests of the microbenchmarks' tests, which pin
/// <c>judge-glyphs</c>.
/// </summary>
[NonParallelizable]   // the number of threads is the engine's
public sealed class JudgeTrainingTest
{
    private static readonly JudgeRecipe Short = new(Steps: 3, DigitsPerStep: 64, NonDigitsPerStep: 20, LearningRate: 2e-3, MostShift: 2);

    [Test]
    public void Training_DependsOnNoThread_BitForBit()
    {
        var digests = new[] { 1, 2, 5 }.Select(threads => Train(Short, threads).Facts.WeightsDigest[..16]).Distinct().ToList();

        Assert.That(digests, Is.EqualTo(new[] { "7a7f262ad6d4e124" }), "another recipe, dataset or arithmetic is another judge: raise "
            + "the versions in the names");
    }

    [Test]
    public void Training_OfAHundredSteps_HasLearnedMostGlyphsAndRejectsNoise()
    {
        var facts = Train(Short with { Steps = 100 }, threads: 2).Facts;

        Assert.That(facts.TestAccuracy, Is.GreaterThan(0.8), "chance is 0.1");
        Assert.That(facts.HighQualityShares["uniform-noise"], Is.LessThan(0.05));
    }

    [Test]
    public void Difference_FromWhatIsCommitted_IsTold()
    {
        var trained = Train(Short, threads: 2);
        var committed = trained.Known.Facts();

        Assert.That(trained.Difference(), Does.Match(
            "^the committed weights have the SHA-256 [0-9a-f]{64} and were trained by bittorch-1. Other weights are another judge"));
        Assert.That((trained with { Facts = committed }).Difference(), Is.Null);
        Assert.That((trained with { Facts = committed with { TestImages = 1 } }).Difference(), Does.StartWith("the weights are the same"));
    }

    [Test]
    public void Write_GivesFilesThatAreReadAgain()
    {
        var folder = Directory.CreateTempSubdirectory("ganbench-judge-").FullName;
        try
        {
            var trained = Train(Short, threads: 2);

            trained.Write(folder);

            Assert.That(
                WeightsFile.Digest(
                    WeightsFile.Read(Path.Combine(folder, "glyphs-conv-v1.weights"), trained.Facts.Weights, trained.Facts.WeightsDigest)),
                Is.EqualTo(trained.Facts.WeightsDigest));
            Assert.That(
                JudgeReport.FromJson(File.ReadAllText(Path.Combine(folder, "glyphs-conv-v1.json"))).ToJson(),
                Is.EqualTo(trained.Facts.ToJson()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Training_ThatIsCancelled_Stops()
    {
        using var training = (KnownJudges.Find("glyphs-conv-v1") with { Recipe = Short }).StartTraining(
            new DataLocations(null, Path.GetTempPath()), null, default);

        Assert.That(
            () => training.Finish(threads: 1, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static TrainedJudge Train(JudgeRecipe recipe, int threads)
    {
        using var training = (KnownJudges.Find("glyphs-conv-v1") with { Recipe = recipe }).StartTraining(
            new DataLocations(null, Path.GetTempPath()), null, default);
        return training.Finish(threads, default);
    }
}
