using System.Collections.Immutable;

namespace GanBench.Reports.Figures;

/// <summary>How many modes the techniques cover while they train.</summary>
/// <remarks>
/// Solid lines are modes at share: thin for every seed, thick for their interquartile mean. Dashed lines are the interquartile mean of
/// modes captured. Where lines cover each other the first technique's is the widest, so that it still shows.
/// </remarks>
/// <param name="Title">Title of the figure.</param>
/// <param name="ModeCount">K, the number of modes; a grey line.</param>
/// <param name="Series">One entry per technique.</param>
public sealed record CoverageCurve(string Title, int ModeCount, ImmutableArray<CoverageSeries> Series)
{
    private const double Width = 720;
    private const double Left = 64;
    private const double Right = 20;
    private const double PlotHeight = 250;

    // Room above the line of all modes, for its label.
    private const double Head = 26;

    private const double LegendLine = 19;
    private const double TextSize = 12;

    /// <summary>The figure as SVG text.</summary>
    public string ToSvg()
    {
        var legend = LegendPlaces();
        var top = 80 + LegendLine * legend.Select(place => place.Row + 1).DefaultIfEmpty(0).Max();
        var plot = new PlotArea(
            Left, top + Head, Width - Left - Right, PlotHeight - Head, Math.Max(1, CoverageSeries.LastStep(Series)),
            Math.Max(1, ModeCount));
        var svg = new Svg(Width, top + PlotHeight + 56, Title);
        svg.Text(16, 26, Title, 16, bold: true, room: Width - 32);
        svg.Text(
            16, 47, "thick: modes at share, interquartile mean over seeds; thin: each seed; dashed: modes with at least one good sample",
            TextSize, Svg.Faint, room: Width - 32);
        foreach (var (label, colour, x, row) in legend)
        {
            var y = 71 + LegendLine * row;
            svg.Path($"M{Svg.Number(x)} {Svg.Number(y - 4)}h22", colour, 3);
            svg.Text(x + 28, y, label, TextSize, room: Width - x - 44);
        }

        DrawAxes(svg, plot);
        for (var i = 0; i < Series.Length; i++)
            Draw(svg, plot, Series[i], Palette.Colour(i), Math.Max(2, 4.6 - 1.2 * i));
        return svg.ToString();
    }

    private ImmutableArray<(string Label, string Colour, double X, int Row)> LegendPlaces()
    {
        var places = ImmutableArray.CreateBuilder<(string, string, double, int)>();
        var (x, row) = (16.0, 0);
        for (var i = 0; i < Series.Length; i++)
        {
            var width = 28 + Svg.WidthOf(Series[i].Label, TextSize) + 16;
            if (x > 16 && x + width > Width)
                (x, row) = (16, row + 1);
            places.Add((Series[i].Label, Palette.Colour(i), x, row));
            x += width;
        }

        return places.ToImmutable();
    }

    private void DrawAxes(Svg svg, PlotArea plot)
    {
        foreach (var tick in Ticks(plot.Modes, most: 6))
        {
            svg.Path($"M{Svg.Number(Left)} {Svg.Number(plot.Vertical(tick))}H{Svg.Number(Width - Right)}", "#ececec", 1);
            svg.Text(Left - 8, plot.Vertical(tick) + 4, tick.ToString("N0"), TextSize, Svg.Faint, "end");
        }

        foreach (var tick in Ticks(plot.LastStep, most: 6))
        {
            svg.Path($"M{Svg.Number(plot.Horizontal(tick))} {Svg.Number(plot.Vertical(0))}v5", Svg.Faint, 1);
            var anchor = tick == 0 ? "start" : plot.Horizontal(tick) > Width - Right - 24 ? "end" : "middle";
            svg.Text(plot.Horizontal(tick), plot.Vertical(0) + 19, tick.ToString("N0"), TextSize, Svg.Faint, anchor);
        }

        svg.Path($"M{Svg.Number(Left)} {Svg.Number(plot.Vertical(ModeCount))}H{Svg.Number(Width - Right)}", "#8c8c8c", 1.2);
        svg.Text(Width - Right, plot.Vertical(ModeCount) - 7, $"all {ModeCount:N0} modes", TextSize, Svg.Faint, "end");
        svg.Path(
            $"M{Svg.Number(Left)} {Svg.Number(plot.Y - Head)}V{Svg.Number(plot.Vertical(0))}H{Svg.Number(Width - Right)}", Svg.Faint, 1);
        svg.Text((Left + Width - Right) / 2, plot.Vertical(0) + 42, "generator steps", TextSize, anchor: "middle");
        var (x, y) = (Svg.Number(20), Svg.Number(plot.Vertical(ModeCount / 2.0)));
        svg.Text(20, plot.Vertical(ModeCount / 2.0), "modes", TextSize, anchor: "middle", extra: $" transform=\"rotate(-90 {x} {y})\"");
    }

    private static void Draw(Svg svg, PlotArea plot, CoverageSeries series, string colour, double width)
    {
        foreach (var seed in series.Seeds)
            plot.Curve(svg, seed.Select(point => (point.GeneratorStep, point.AtShare)), colour, 1, " stroke-opacity=\"0.45\"");
        plot.Curve(svg, series.CentreOf(point => point.Captured), colour, 1.6, " stroke-dasharray=\"5 3\"");
        plot.Curve(svg, series.CentreOf(point => point.AtShare), colour, width);
    }

    /// <summary>
    /// 0, then multiples of 1, 2 or 5 times a power of ten, up to the maximum; the step is the smallest that keeps to the limit.
    /// </summary>
    internal static IEnumerable<int> Ticks(int maximum, int most)
    {
        long step = 1;
        for (var i = 0; maximum / step > most; i++)
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        for (long tick = 0; tick <= maximum; tick += step)
            yield return (int)tick;
    }
}
