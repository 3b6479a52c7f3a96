using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class KnownDatasetsTest
{
    [Test]
    public void Names_OfAllDatasets_AreKebabCaseAndDiffer() =>
        Assert.That(KnownDatasets.All.Select(known => known.Name), Is.Unique.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));

    // A dataset that nobody lists could not be chosen, and nobody would notice.
    [Test]
    public void EveryDatasetThatIsDefined_IsListed() =>
        Assert.That(
            KnownDatasets.All.Select(known => known.Default.GetType()),
            Is.EquivalentTo(typeof(Dataset).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Dataset)))));

    [Test]
    public void Definitions_OfAllDatasets_RepeatTheDatasets()
    {
        foreach (var known in KnownDatasets.All)
        {
            var dataset = KnownDatasets.Create(Choice(known, 1));
            var (name, version, summary, source, _) = known.Definition;
            Assert.That(
                (name, version, summary, source), Is.EqualTo((known.Name, dataset.Version, dataset.Summary, dataset.Source)));
        }
    }

    // A thousand additions of rounded shares may be off by some 1e-16 each.
    [Test]
    public void ModeWeights_OfAllDatasets_SumToOne()
    {
        foreach (var known in KnownDatasets.All)
        {
            var dataset = known.Default;
            Assert.That(dataset.ModeWeights.Sum(), Is.EqualTo(1).Within(1e-13), known.Name);
            Assert.That(dataset.Modes is null, Is.EqualTo(dataset.Judge is not null), known.Name);
            var modes = dataset.Modes?.Centres.Count ?? (dataset.SampleShape[0] == 1 ? 10 : 1000);
            Assert.That(dataset.ModeWeights, Has.Length.EqualTo(modes).And.All.Positive, known.Name);
        }
    }

    [Test]
    public void Create_OfAnUnknownName_NamesTheKnownOnes() =>
        Assert.That(
            () => KnownDatasets.Create(new Choice("ring9", 1, ImmutableSortedDictionary<string, SettingValue>.Empty)),
            Throws.ArgumentException.With.Message.StartsWith(
                $"Unknown dataset \"ring9\". Known: {string.Join(", ", KnownDatasets.All.Select(known => known.Name))}."));

    [Test]
    public void Create_OfAnotherVersion_IsRefused()
    {
        foreach (var known in KnownDatasets.All)
        {
            Assert.That(
                () => KnownDatasets.Create(Choice(known, known.Default.Version + 1)),
                Throws.ArgumentException.With.Message.Contains($"\"{known.Name}\" version {known.Default.Version + 1} does not exist"));
        }
    }

    [Test]
    public void Pages_InDocsDatasets_AreThoseOfTheCatalogue()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "datasets"));
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));

        Assert.That(
            Directory.GetFiles(folder, "*.md").Select(Path.GetFileNameWithoutExtension).Except(["README"]),
            Is.EquivalentTo(KnownDatasets.All.Select(known => known.Name)));
        foreach (var known in KnownDatasets.All)
        {
            var (name, version, _, source, _) = known.Definition;
            var page = File.ReadAllText(Path.Combine(folder, name + ".md"));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(index, Does.Contain($"| [{name}]({name}.md) | {version} |"), name);
                Assert.That(page, Does.Contain($"Version {version}."), name);
                Assert.That(page, Does.Contain(source?.ArXiv ?? source?.Title ?? "own definition"), name);
                foreach (var parameter in known.Parameters)
                    Assert.That(page, Does.Contain($"| `{parameter.Name}` | {parameter.Default} |"), name);
            }
        }
    }

    private static Choice Choice(KnownDataset known, int version) => new(
        known.Name,
        version,
        known.Definition.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name, parameter => parameter.Default!, StringComparer.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
