using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GanBench.Structure.Tests;

/// <summary>Code that docs/contributing.md quotes stands in the file that it names, line by line; only the margin may differ.</summary>
public sealed partial class QuotedCodeTest
{
    private static readonly string Root =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "contributing.md"));

    private static IEnumerable<TestCaseData> Quotes => Quote().Matches(Page).Select(quote => new TestCaseData(
        quote.Groups["file"].Value, quote.Groups["code"].Value));

    [TestCaseSource(nameof(Quotes))]
    public void AQuote_StandsInItsFile(string file, string code) =>
        Assert.That(WithoutMargin(File.ReadAllText(Path.Combine(Root, file))), Does.Contain(WithoutMargin(code)));

    [Test]
    public void EveryBlockOfCode_NamesItsFile() => Assert.That(Quotes.Count(), Is.EqualTo((Page.Split("```").Length - 1) / 2));

    [Test]
    public void EveryFileThatIsNamedByItsPath_IsThere() => Assert.That(
        Named().Matches(Page).Select(path => path.Groups[1].Value).Where(path => !Path.Exists(Path.Combine(Root, path))), Is.Empty);

    private static string WithoutMargin(string text) => string.Concat(text.Split('\n').Select(line => "\n" + line.Trim())).TrimEnd('\n');

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"`(?<file>[^`\n]+)`:\n\n```[a-z]+\n(?<code>(?:(?!```)[\s\S])*)```")]
    private static partial Regex Quote();

    [GeneratedRegex(@"`((?:src|tests|docs|experiments)/[\w./-]+)`")]
    private static partial Regex Named();
}
