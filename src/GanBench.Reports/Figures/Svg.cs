using System.Text;

namespace GanBench.Reports.Figures;

/// <summary>Writes SVG elements; the same calls give the same text.</summary>
internal sealed class Svg
{
    public const string Ink = "#222222";
    public const string Faint = "#6b6b6b";
    public const string Frame = "#c8c8c8";

    // DejaVu Sans, the widest face of the list below, takes about this much of the size per character.
    private const double CharacterWidth = 0.58;
    private const double BoldCharacterWidth = 0.65;
    private const double SmallestText = 8;

    private readonly StringBuilder elements = new();
    private readonly double width;
    private readonly double height;
    private readonly string title;

    public Svg(double width, double height, string title)
    {
        (this.width, this.height, this.title) = (width, height, title);
        Rectangle(0, 0, width, height, fill: "#ffffff");
    }

    /// <summary>At most two decimals, never -0.</summary>
    public static string Number(double value) => (Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0).ToString("0.##");

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                _ => escaped.Append(char.IsControl(character) ? ' ' : character),
            };
        }

        return escaped.ToString();
    }

    public static double WidthOf(string text, double size) => text.Length * size * CharacterWidth;

    public void Rectangle(double x, double y, double w, double h, string fill = "none", string? stroke = null) =>
        Line($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(w)}\" height=\"{Number(h)}\" "
            + $"fill=\"{fill}\"{(stroke is null ? "" : $" stroke=\"{stroke}\"")}/>");

    public void Circle(double x, double y, double radius, string stroke, string fill) =>
        Line($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\" stroke=\"{stroke}\" "
            + "stroke-width=\"1.5\"/>");

    public void Path(string data, string stroke, double strokeWidth, string extra = "") =>
        Line($"<path d=\"{data}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{Number(strokeWidth)}\"{extra}/>");

    public void Area(string data, string fill, double opacity) =>
        Line($"<path d=\"{data}\" fill=\"{fill}\" fill-opacity=\"{Number(opacity)}\" stroke=\"none\"/>");

    public void Image(double x, double y, double w, double h, byte[] png) =>
        Line($"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(w)}\" height=\"{Number(h)}\" " +
            "style=\"image-rendering:pixelated\" " +
            $"href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");

    /// <summary>Text that is set smaller, and in the end cut short, when it does not fit.</summary>
    public void Text(
        double x, double y, string text, double size, string colour = Ink, string anchor = "start", bool bold = false,
        double room = double.PositiveInfinity, string extra = "")
    {
        var perCharacter = bold ? BoldCharacterWidth : CharacterWidth;
        var fitting = Math.Min(size, Math.Max(SmallestText, room / (Math.Max(1, text.Length) * perCharacter)));
        var most = double.IsFinite(room) ? Math.Max(2, (int)(room / (SmallestText * perCharacter))) : text.Length;
        var shown = text.Length <= most ? text : text[..(most - 1)] + "\u2026";
        Line($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(fitting)}\" " +
            $"fill=\"{colour}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}" +
            $"{(bold ? " font-weight=\"bold\"" : "")}{extra}>{Escape(shown)}</text>");
    }

    /// <summary>A note inside a picture, legible over whatever is there.</summary>
    public void Note(double x, double y, string text) =>
        Text(x, y, text, 11, Faint, extra: " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\"");

    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Number(width)}\" height=\"{Number(height)}\" " +
        $"viewBox=\"0 0 {Number(width)} {Number(height)}\" " +
        $"font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" role=\"img\">\n<title>{Escape(title)}</title>\n{elements}</svg>\n";

    private void Line(string element) => elements.Append(element).Append('\n');
}
