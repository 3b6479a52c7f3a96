using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;
using GanBench.Statistics;

namespace GanBench.Reports.Tests.Tables;

public class ResultTextTest
{
    [TestCase(8, "8"), TestCase(7.6667, "7.7"), TestCase(0.9889, "0.989"), TestCase(0.0014, "0.0014"), TestCase(0, "0")]
    [TestCase(-0.5, "-0.500")]
    [TestCase(12345.6, "12,346"), TestCase(0.00002, "2.0e-5"), TestCase(double.NaN, "undefined"), TestCase(1000, "1,000")]
    [TestCase(0.99996, "1.000")]
    public void Number_OfAScore_KeepsTheDigitsThatCount(double value, string text) =>
        Assert.That(ResultText.Number(value), Is.EqualTo(text));

    [Test]
    public void Of_AMetric_SaysWhatIsUndefined()
    {
        Assert.That(ResultText.WithInterval(Metric(6, 7, 8)), Is.EqualTo("7 [6, 8]"));
        Assert.That(ResultText.Score(Metric(6, 7, 8)), Is.EqualTo("7"));
        Assert.That(ResultText.WithInterval(Metric(8)), Is.EqualTo("8"), "one seed has no interval");
        Assert.That(ResultText.WithInterval(Metric(7, 8, double.NaN)), Is.EqualTo("7.5 [7, 8], 2 of 3 defined"));
        Assert.That(ResultText.Score(Metric(7, 8, double.NaN)), Is.EqualTo("7.5, 2 of 3 defined"));
        Assert.That(ResultText.Score(Metric(double.NaN)), Is.EqualTo("undefined"));
        Assert.That((ResultText.Score(Metric()), ResultText.Score(null)), Is.EqualTo(("\u2013", "\u2013")));
    }

    [Test]
    public void Decision_OfTooFewSeeds_GivesNoP()
    {
        var comparison = new BaselineComparison(
            "ns-gan", 1, new Interval(1, 1), new RankTest(9, 0.1), Comparisons: 2, CorrectedP: 0.2, SmallestP: 0.1,
            SmallestCorrectedP: 0.2);

        Assert.That(ResultText.Decision(comparison, "too few"), Is.EqualTo("too few"));
        Assert.That(ResultText.Decision(comparison with { SmallestCorrectedP = 0.05 }, "too few"), Is.EqualTo("0.200"));
        Assert.That(ResultText.Decision(null, "too few"), Is.EqualTo("\u2013"));
    }

    private static MetricSummary Metric(params double[] values) =>
        MetricSummary.From(
            [.. values.Select((value, seed) => new SeedScore(seed, CellState.Completed, value))],
            notMeasured: 0,
            Bootstrap.ForTables(),
            null);

    [TestCase("a|b", "a\\|b"), TestCase("<script>", "&lt;script>"), TestCase("a\nb\t", "a b "), TestCase("*_`[]\\", "\\*\\_\\`\\[\\]\\\\")]
    public void Escape_OfMarks_TakesTheirEffect(string text, string escaped) => Assert.That(Markdown.Escape(text), Is.EqualTo(escaped));

    [TestCase("a", "`a`"), TestCase("a`b", "``a`b``"), TestCase("`a", "`` `a ``")]
    public void Code_OfAnyText_IsOneSpan(string text, string code) => Assert.That(Markdown.Code(text), Is.EqualTo(code));
}
