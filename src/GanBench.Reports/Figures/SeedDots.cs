using System.Collections.Immutable;

namespace GanBench.Reports.Figures;

/// <summary>Every seed of every technique as a dot, with the centre and its interval behind them.</summary>
/// <remarks>
/// Dots of equal value stand one above the other. A run that diverged or failed has no value, so it is a cross left of the axis.
/// </remarks>
/// <param name="Title">Title of the figure.</param>
/// <param name="ModeCount">K, the number of modes; the right end of the axis.</param>
/// <param name="Rows">One per technique, from the top.</param>
public sealed record SeedDots(string Title, int ModeCount, ImmutableArray<SeedDotRow> Rows)
{
    private const double Width = 720;
    private const double Margin = 16;
    private const double Right = 28;
    private const double WidestLabel = 250;
    private const double RowHeight = 20;
    private const double BlockGap = 8;
    private const double Stack = 12;
    private const double Radius = 3.4;
    private const double CrossRoom = 14;
    private const double TextSize = 12;

    /// <summary>The figure as SVG text.</summary>
    public string ToSvg()
    {
        const double Top = 74;
        var labelEnd = Margin + Math.Min(WidestLabel, Rows.Select(row => Svg.WidthOf(row.Label, TextSize)).DefaultIfEmpty(0).Max());
        var left = labelEnd + 12 + (Rows.Any(row => row.Seeds.Any(double.IsNaN)) ? CrossRoom : 0);
        var bottom = Top + (Rows.Length * RowHeight) + (Rows.Any(row => row.IsControl) ? BlockGap : 0);
        var svg = new Svg(Width, bottom + 52, Title);
        double X(double modes) => left + (modes / Math.Max(1, ModeCount) * (Width - Right - left));
        svg.Text(Margin, 26, Title, 16, bold: true, room: Width - (2 * Margin));
        svg.Text(
            Margin, 47, "dot: a seed; cross: a seed that diverged or failed; line: interquartile mean; bar: its 95 % interval", TextSize,
            Svg.Faint, room: Width - (2 * Margin));
        foreach (var tick in CoverageCurve.Ticks(ModeCount, most: 8))
        {
            svg.Path($"M{Svg.Number(X(tick))} {Svg.Number(Top - 6)}V{Svg.Number(bottom)}", "#ececec", 1);
            svg.Text(X(tick), bottom + 16, tick.ToString("N0"), TextSize, Svg.Faint, "middle");
        }

        svg.Path($"M{Svg.Number(X(ModeCount))} {Svg.Number(Top - 6)}V{Svg.Number(bottom)}", "#8c8c8c", 1.2);
        svg.Text(X(ModeCount), Top - 10, $"all {ModeCount:N0}", TextSize, Svg.Faint, "end");
        svg.Text((left + Width - Right) / 2, bottom + 38, "modes at share", TextSize, anchor: "middle");
        var y = Top + (RowHeight / 2);
        foreach (var (i, row) in Rows.Index())
        {
            if (row.IsControl && (i == 0 || !Rows[i - 1].IsControl))
                y += BlockGap;
            Draw(svg, row, X, y, labelEnd, left);
            y += RowHeight;
        }

        return svg.ToString();
    }

    private static void Draw(Svg svg, SeedDotRow row, Func<double, double> x, double y, double labelEnd, double left)
    {
        var colour = row.IsControl ? Svg.Faint : Palette.Blue;
        svg.Text(labelEnd, y + 4, row.Label, TextSize, row.IsControl ? Svg.Faint : Svg.Ink, "end", room: labelEnd - Margin);
        if (row.Interval.IsDefined)
            svg.Path(
                $"M{Svg.Number(x(row.Interval.Lower))} {Svg.Number(y)}H{Svg.Number(x(row.Interval.Upper))}", colour, 7,
                " stroke-opacity=\"0.22\"");
        foreach (var alike in row.Seeds.GroupBy(seed => seed))
        {
            var step = Math.Min(4.5, Stack / alike.Count());
            for (var i = 0; i < alike.Count(); i++)
            {
                var middle = y + ((i - ((alike.Count() - 1) / 2.0)) * step);
                if (double.IsNaN(alike.Key))
                    Cross(svg, left - (CrossRoom / 2), middle);
                else
                    svg.Circle(x(alike.Key), middle, Radius, colour, "#ffffff");
            }
        }

        if (double.IsFinite(row.Centre))
            svg.Path($"M{Svg.Number(x(row.Centre))} {Svg.Number(y - 8)}v16", Svg.Ink, 2);
    }

    private static void Cross(Svg svg, double x, double y) =>
        svg.Path($"M{Svg.Number(x - Radius)} {Svg.Number(y - Radius)}l7 7m0 -7l-7 7", Palette.Vermillion, 1.6);
}
