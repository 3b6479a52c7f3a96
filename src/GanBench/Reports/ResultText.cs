using System.Globalization;
using GanBench.Summaries;

namespace GanBench.Reports;

/// <summary>Numbers as people read them; the CSV tables have all their digits.</summary>
internal static class ResultText
{
    public const string Nothing = "\u2013";

    private const double Mebibyte = 1024 * 1024;

    /// <summary><c>7.7 [7, 8]</c>; says so when the value is undefined for some seeds or all.</summary>
    public static string Of(SeedSpread spread)
    {
        if (spread.Seeds == 0)
            return Nothing;
        if (spread.Defined == 0)
            return "undefined";
        var text = $"{Number(spread.InterquartileMean)} [{Number(spread.Minimum)}, {Number(spread.Maximum)}]";
        return spread.Defined == spread.Seeds ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, {spread.Defined} of {spread.Seeds} defined");
    }

    /// <summary>A score: whole numbers as they are, others with two or three digits that count.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "undefined",
        var size when Math.Truncate(size) == size && size < 1e15 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        >= 0.001 => value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0e-0", CultureInfo.InvariantCulture),
    };

    /// <summary>A rate or a count, without decimals from ten on.</summary>
    public static string Rate(double value) => double.IsNaN(value) ? Nothing : value.ToString(value < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    public static string Memory(long bytes) => bytes <= 0 ? Nothing : (bytes / Mebibyte).ToString("#,0", CultureInfo.InvariantCulture) + " MiB";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 cell</c>, <c>3 cells</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A kebab-case name in words: <c>modes-at-share</c> is <c>modes at share</c>.</summary>
    public static string Words(string name) => string.Join(' ', name.Split('-').Select(word => word == "kl" ? "KL" : word))
        .Replace("high quality", "high-quality", StringComparison.Ordinal);
}
