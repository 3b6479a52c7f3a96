using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class KnownDatasetsTest
{
    [Test]
    public void Names_OfAllDatasets_AreInListOrder()
    {
        string[] expected = ["ring8", "grid25", "mnist"];

        Assert.That(KnownDatasets.All.Select(known => known.Name), Is.EqualTo(expected));
    }

    [Test]
    public void Definitions_OfAllDatasets_RepeatTheDatasets()
    {
        foreach (var known in KnownDatasets.All)
        {
            var dataset = KnownDatasets.Create(new Choice(known.Name, 1, ImmutableSortedDictionary<string, double>.Empty));
            var (name, version, summary, source, _) = known.Definition;
            Assert.That(
                (name, version, summary, source), Is.EqualTo((known.Name, dataset.Version, dataset.Summary, dataset.Source)));
        }
    }

    // Ten additions of rounded shares may be off by some 1e-16 each.
    [Test]
    public void ModeWeights_OfAllDatasets_SumToOne()
    {
        foreach (var known in KnownDatasets.All)
        {
            var dataset = known.Create(ImmutableSortedDictionary<string, double>.Empty);
            Assert.That(dataset.ModeWeights.Sum(), Is.EqualTo(1).Within(1e-14), known.Name);
            Assert.That(dataset.Modes?.Centres.Count ?? 10, Is.EqualTo(dataset.ModeWeights.Length), known.Name);
        }
    }

    [Test]
    public void Create_OfAnUnknownName_NamesTheKnownOnes() =>
        Assert.That(
            () => KnownDatasets.Create(new Choice("ring9", 1, ImmutableSortedDictionary<string, double>.Empty)),
            Throws.ArgumentException.With.Message.StartsWith("Unknown dataset \"ring9\". Known: ring8, grid25, mnist."));
}
