using System.Runtime.CompilerServices;
using GanBench.Experiments.Specs;

namespace GanBench.Training.Tests;

/// <summary>The committed experiments against the real catalogue.</summary>
public sealed class ExperimentsTest
{
    private static string[] Files =>
        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "experiments"), "*.json");

    [TestCaseSource(nameof(Files))]
    public void Experiment_IsAcceptedAndNamedLikeItsFile(string path)
    {
        var reading = SpecFile.Read(path, Catalogues.BitTorch);

        Assert.That(reading.Problems, Is.Empty, reading.Describe());
        Assert.That(reading.Spec!.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
    }

    [Test]
    public void Smoke_NamesEveryTechniqueAndEveryDatasetWithTwoSeeds()
    {
        var smoke = SpecFile.Read(Files.Single(path => path.EndsWith("smoke.json", StringComparison.Ordinal)), Catalogues.BitTorch).Spec!;

        Assert.Multiple(() =>
        {
            Assert.That(
                smoke.Techniques.Where(technique => technique.Parts is null).Select(technique => technique.Name),
                Is.EquivalentTo(Catalogues.BitTorch.Techniques.Select(known => known.Name)));
            Assert.That(
                smoke.Datasets.Select(dataset => dataset.Name), Is.EquivalentTo(Catalogues.BitTorch.Datasets.Select(known => known.Name)));
            Assert.That(smoke.Seeds, Has.Length.EqualTo(2));
        });
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
