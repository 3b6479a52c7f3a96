using System.Runtime.CompilerServices;

namespace GanBench.Judges.Tests;

/// <summary>docs/judges.md tells what the facts tell.</summary>
public sealed class JudgesPageTest
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "judges.md"));

    [Test]
    public void Page_ShowsEveryJudgesFigures()
    {
        foreach (var judge in KnownJudges.All)
        {
            var facts = judge.Facts();
            var line = Page.Split('\n').Single(one => one.StartsWith($"| `{judge.Name}` |", StringComparison.Ordinal));
            Assert.That(line, Does.Contain($"| {100 * facts.TestAccuracy:0.00} % of {facts.TestImages:N0}"));
            Assert.That(line, Does.EndWith($"| {facts.ConfidenceThreshold:0.0000} | `{facts.WeightsDigest}` |"));
        }
    }

    [Test]
    public void Page_ShowsWhereMnistsJudgeErrs()
    {
        var confusion = KnownJudges.Find("mnist-conv-v1").Facts().Confusion;

        for (var digit = 0; digit < confusion.Length; digit++)
            Assert.That(Page, Does.Contain($"\n| {digit} | {string.Join(" | ", confusion[digit])} |\n"));
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
