using GanBench.Reports;
using GanBench.Summaries;
using GanBench.Tests.Experiments;

namespace GanBench.Tests.Reports;

public class ResultTextTest
{
    [TestCase(8, "8"), TestCase(7.6667, "7.7"), TestCase(0.9889, "0.989"), TestCase(0.0014, "0.0014"), TestCase(0, "0"), TestCase(-0.5, "-0.500")]
    [TestCase(12345.6, "12,346"), TestCase(0.00002, "2.0e-5"), TestCase(double.NaN, "undefined"), TestCase(1000, "1,000"), TestCase(0.99996, "1.000")]
    public void Number_OfAScore_KeepsTheDigitsThatCount(double value, string text)
    {
        using var russian = new RussianNumbers();

        Assert.That(ResultText.Number(value), Is.EqualTo(text));
    }

    [Test]
    public void Of_ASpread_SaysWhatIsUndefined()
    {
        Assert.That(ResultText.Of(SeedSpread.Of([6, 7, 8])), Is.EqualTo("7 [6, 8]"));
        Assert.That(ResultText.Of(SeedSpread.Of([8, double.NaN])), Is.EqualTo("8 [8, 8], 1 of 2 defined"));
        Assert.That(ResultText.Of(SeedSpread.Of([double.NaN])), Is.EqualTo("undefined"));
        Assert.That(ResultText.Of(SeedSpread.Of([])), Is.EqualTo("\u2013"));
    }

    [TestCase("a|b", "a\\|b"), TestCase("<script>", "&lt;script>"), TestCase("a\nb\t", "a b "), TestCase("*_`[]\\", "\\*\\_\\`\\[\\]\\\\")]
    public void Escape_OfMarks_TakesTheirEffect(string text, string escaped) => Assert.That(Markdown.Escape(text), Is.EqualTo(escaped));

    [TestCase("a", "`a`"), TestCase("a`b", "``a`b``"), TestCase("`a", "`` `a ``")]
    public void Code_OfAnyText_IsOneSpan(string text, string code) => Assert.That(Markdown.Code(text), Is.EqualTo(code));
}
