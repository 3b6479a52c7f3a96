using GanBench.Definitions;

namespace GanBench.Training.Tests;

/// <summary>BibTeX of everything in the catalogue that has a source.</summary>
public sealed class CitationsTest
{
    private static IEnumerable<Definition> Sourced =>
        new[] { Catalogues.BitTorch.Techniques, Catalogues.BitTorch.Datasets, Catalogues.BitTorch.Metrics }
        .SelectMany(definitions => definitions).Where(definition => definition.Source is not null);

    private static IEnumerable<string> Names => Sourced.Select(definition => definition.Name);

    [TestCaseSource(nameof(Names))]
    public void Entry_IsWellFormed(string name)
    {
        var entry = BibTex.Entry(Sourced.First(definition => definition.Name == name).Source!);

        Assert.Multiple(() =>
        {
            Assert.That(entry, Does.Match(@"\A@misc\{[a-z]+[0-9]{4}[a-z0-9]+,\n(  [a-zA-Z]+ = \{.+\},\n)+\}\n\z"));
            Assert.That(entry, Does.Match(@"\A[\x20-\x7e\n]+\z"), "plain ASCII: a letter that is not known to BibTex is missing there");
            Assert.That(Depth(entry), Is.Zero);
            Assert.That(entry, Does.Not.Match(@"(?<!\\)[&%$#_]"), "marks of LaTeX");
        });
    }

    // Two papers under one key would shadow each other; one paper under two keys would be listed twice.
    [Test]
    public void Keys_AreUniqueToTheirPaper()
    {
        var papers = Sourced.Select(definition => definition.Source!)
            .Select(source => (Key: BibTex.Key(source), Entry: BibTex.Entry(source), source.ArXiv)).Distinct().ToList();

        Assert.That(papers.Select(paper => paper.Key), Is.Unique);
        Assert.That(papers.Select(paper => paper.ArXiv).OfType<string>(), Is.Unique);
    }

    /// <summary>Braces left open at the end; every closing one has its opening one before it.</summary>
    private static int Depth(string entry)
    {
        var depth = 0;
        var bare = entry.Replace("\\{", "", StringComparison.Ordinal).Replace("\\}", "", StringComparison.Ordinal);
        foreach (var character in bare)
        {
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            Assert.That(depth, Is.Not.Negative);
        }

        return depth;
    }
}
