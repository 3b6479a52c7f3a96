namespace GanBench.Reports.Figures;

/// <summary>Colours that people with any colour vision can tell apart (Okabe and Ito, "Color Universal Design", 2008).</summary>
internal static class Palette
{
    public const string Vermillion = "#d55e00";
    public const string Blue = "#0072b2";

    // Yellow and black are left out: one is too pale on white, the other is the text's.
    private static readonly string[] Colours = [Vermillion, Blue, "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    /// <summary>How many colours there are: more series than that need another way to be told apart.</summary>
    public static int Count => Colours.Length;

    /// <summary>The colour of the n-th series, from 0; they repeat after six.</summary>
    public static string Colour(int series) => Colours[series % Colours.Length];
}
