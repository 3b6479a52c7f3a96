using GanBench.Reports.Summaries;
using GanBench.Statistics;

namespace GanBench.Reports.Tables;

/// <summary>Numbers as people read them; the CSV tables have all their digits.</summary>
internal static class ResultText
{
    public const string Nothing = "\u2013";

    private const double Mebibyte = 1024 * 1024;

    /// <summary><c>7.7</c>; says so when the value is undefined for some seeds or all.</summary>
    public static string Score(MetricSummary? score) => Score(score, _ => "", InWords);

    /// <summary><c>7.7 [7, 8]</c>, with the interval where there is one.</summary>
    public static string WithInterval(MetricSummary? score) => Score(score, AfterIt, InWords);

    /// <summary><c>7.7 (2/3)</c> where there is little room.</summary>
    public static string BriefScore(MetricSummary? score) => Score(score, _ => "", Brief);

    /// <summary><c>7.7 [7, 8] (2/3)</c> where there is little room.</summary>
    public static string BriefWithInterval(MetricSummary? score) => Score(score, AfterIt, Brief);

    /// <summary><c>[7, 8]</c>.</summary>
    public static string Brackets(Interval interval) => $"[{Number(interval.Lower)}, {Number(interval.Upper)}]";

    private static string AfterIt(Interval interval) => interval.IsDefined ? " " + Brackets(interval) : "";

    private static string InWords(SeedSpread spread) => $", {spread.Defined} of {spread.Seeds} defined";

    private static string Brief(SeedSpread spread) => $" ({spread.Defined}/{spread.Seeds})";

    private static string Score(
        MetricSummary? score, Func<Interval, string> interval, Func<SeedSpread, string> defined) => score?.Spread switch
    {
        { Seeds: 0 } when score.NotMeasured > 0 => "not measured",
        null or { Seeds: 0 } => Nothing,
        { Defined: 0 } => "undefined",
        var spread when spread.Defined == spread.Seeds => Number(spread.InterquartileMean) + interval(score.Interval),
        var spread => Number(spread.InterquartileMean) + interval(score.Interval) + defined(spread),
    };

    /// <summary>The p-value after Holm's correction, or that no outcome of so few seeds could be significant.</summary>
    public static string Decision(BaselineComparison? comparison, string tooFew) => comparison switch
    {
        null => Nothing,
        { CanDecide: false } => tooFew,
        _ => Number(comparison.CorrectedP),
    };

    /// <summary>A score: whole numbers as they are, others with two or three digits that count.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "undefined",
        var size when Math.Truncate(size) == size && size < 1e15 => value.ToString("#,0"),
        >= 100 => value.ToString("#,0"),
        >= 1 => value.ToString("0.0"),
        >= 0.1 => value.ToString("0.000"),
        >= 0.001 => value.ToString("0.0000"),
        _ => value.ToString("0.0e-0"),
    };

    /// <summary>A rate or a count, without decimals from ten on.</summary>
    public static string Rate(double value) => double.IsNaN(value) ? Nothing : value.ToString(value < 10 ? "0.0" : "#,0");

    public static string Memory(long bytes) => bytes <= 0 ? Nothing : (bytes / Mebibyte).ToString("#,0") + " MiB";

    public static string Count(long count) => count.ToString("#,0");

    /// <summary><c>1 cell</c>, <c>3 cells</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>
    /// A kebab-case name in words, people's names with capitals: <c>modes-at-share</c> is <c>modes at share</c>, <c>reverse-kl</c> is
    /// <c>reverse KL</c>.
    /// </summary>
    public static string Words(string name) => string.Join(' ', name.Split('-').Select(word => word switch
        {
            "kl" => "KL",
            "wasserstein" => "Wasserstein",
            "frechet" => "Fréchet",
            _ => word,
        }))
        .Replace("high quality", "high-quality", StringComparison.Ordinal)
        .Replace("jensen shannon", "Jensen-Shannon", StringComparison.Ordinal);
}
