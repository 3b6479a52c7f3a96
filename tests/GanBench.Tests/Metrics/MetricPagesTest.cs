using System.Runtime.CompilerServices;
using GanBench.Metrics;

namespace GanBench.Tests.Metrics;

/// <summary>Every metric has its page in docs/metrics, which names the version that is recorded, and its line in the index.</summary>
public sealed class MetricPagesTest
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "metrics");

    private static IEnumerable<Metric> Metrics => KnownMetrics.All;

    [TestCaseSource(nameof(Metrics))]
    public void Page_OfAMetric_IsThereWithItsVersionAndItsSource(Metric metric)
    {
        var page = File.ReadAllText(Path.Combine(Folder, metric.Name + ".md"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.StartWith($"# {metric.Name}"));
            Assert.That(page, Does.Contain($"Version {metric.Version}."));
            if (metric.Source?.ArXiv is { } number) Assert.That(page, Does.Contain(number));
            Assert.That(File.ReadAllText(Path.Combine(Folder, "README.md")), Does.Contain($"| [{metric.Name}]({metric.Name}.md) |"));
        }
    }

    [Test]
    public void Index_ListsTheMetricsInTheOrderOfTheColumns() =>
        Assert.That(
            File.ReadLines(Path.Combine(Folder, "README.md"))
                .Where(line => line.StartsWith("| [", StringComparison.Ordinal))
                .Select(line => line[3..line.IndexOf(']', StringComparison.Ordinal)]),
            Is.EqualTo(KnownMetrics.All.Select(metric => metric.Name)));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
