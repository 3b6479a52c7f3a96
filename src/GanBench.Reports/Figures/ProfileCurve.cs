using System.Collections.Immutable;
using System.Text;
using GanBench.Statistics;

namespace GanBench.Reports.Figures;

/// <summary>Performance profiles: which share of a technique's runs keeps at least a share of the modes.</summary>
/// <remarks>
/// The first six series have a colour, a band and a name; the others are thin grey lines, so that what is common to many still shows. Where
/// lines cover each other the first one's is the widest.
/// </remarks>
/// <param name="Title">Title of the figure.</param>
/// <param name="Series">One entry per technique, those to be named first.</param>
public sealed record ProfileCurve(string Title, ImmutableArray<ProfileSeries> Series)
{
    /// <summary>How many series have a colour and a name.</summary>
    public const int Named = 6;

    private const double Width = 720;
    private const double Left = 64;
    private const double Right = 28;
    private const double PlotHeight = 270;
    private const double LegendLine = 19;
    private const double TextSize = 12;
    private const string Grey = "#c4c4c4";

    /// <summary>The figure as SVG text.</summary>
    public string ToSvg()
    {
        var legend = Legend();
        var top = 78 + (LegendLine * legend.Select(entry => entry.Row + 1).DefaultIfEmpty(0).Max());
        var svg = new Svg(Width, top + PlotHeight + 56, Title);
        svg.Text(16, 26, Title, 16, bold: true, room: Width - 32);
        svg.Text(
            16, 47, "line: share of the runs that keep at least so many of the modes; band: 95 % bootstrap interval at each point",
            TextSize, Svg.Faint, room: Width - 32);
        foreach (var (label, colour, x, row) in legend)
        {
            var y = 71 + (LegendLine * row);
            svg.Path($"M{Svg.Number(x)} {Svg.Number(y - 4)}h22", colour, 3);
            svg.Text(x + 28, y, label, TextSize, room: Width - x - 44);
        }

        DrawAxes(svg, top);
        foreach (var other in Series.Skip(Named))
            svg.Path(Line(other.Points, point => point.Share, top), Grey, 1);
        var named = Series.Take(Named).Index().ToList();
        foreach (var (i, series) in named)
            svg.Area(Band(series.Points, top), Palette.Colour(i), 0.13);
        foreach (var (i, series) in named)
            svg.Path(
                Line(series.Points, point => point.Share, top), Palette.Colour(i), Math.Max(1.8, 4.2 - (0.6 * i)),
                " stroke-linejoin=\"round\"");
        return svg.ToString();
    }

    private ImmutableArray<(string Label, string Colour, double X, int Row)> Legend()
    {
        var places = ImmutableArray.CreateBuilder<(string, string, double, int)>();
        var (x, row) = (16.0, 0);
        var entries = Series.Take(Named).Select((series, i) => (series.Label, Colour: Palette.Colour(i)));
        if (Series.Length > Named)
            entries = entries.Append(($"the other {Series.Length - Named}", Grey));
        foreach (var (label, colour) in entries)
        {
            var width = 28 + Svg.WidthOf(label, TextSize) + 16;
            if (x > 16 && x + width > Width)
                (x, row) = (16, row + 1);
            places.Add((label, colour, x, row));
            x += width;
        }

        return places.ToImmutable();
    }

    private static void DrawAxes(Svg svg, double top)
    {
        foreach (var percent in (int[])[0, 20, 40, 60, 80, 100])
        {
            var (x, y) = (X(percent / 100.0), Y(percent / 100.0, top));
            svg.Path($"M{Svg.Number(Left)} {Svg.Number(y)}H{Svg.Number(Width - Right)}", "#ececec", 1);
            svg.Text(Left - 8, y + 4, $"{percent} %", TextSize, Svg.Faint, "end");
            svg.Path($"M{Svg.Number(x)} {Svg.Number(Y(0, top))}v5", Svg.Faint, 1);
            svg.Text(x, Y(0, top) + 19, $"{percent} %", TextSize, Svg.Faint, "middle");
        }

        svg.Path($"M{Svg.Number(Left)} {Svg.Number(top)}V{Svg.Number(Y(0, top))}H{Svg.Number(Width - Right)}", Svg.Faint, 1);
        svg.Text((Left + Width - Right) / 2, Y(0, top) + 42, "modes at share, of all modes", TextSize, anchor: "middle");
        var (middleX, middleY) = (Svg.Number(16), Svg.Number(Y(0.5, top)));
        svg.Text(16, Y(0.5, top), "runs", TextSize, anchor: "middle", extra: $" transform=\"rotate(-90 {middleX} {middleY})\"");
    }

    private static double X(double threshold) => Left + (threshold * (Width - Right - Left));

    private static double Y(double share, double top) => top + PlotHeight - (share * PlotHeight);

    private static string Band(ImmutableArray<ProfilePoint> points, double top) =>
        Line(points, point => point.Band.Upper, top) + Line([.. points.Reverse()], point => point.Band.Lower, top).Replace('M', 'L') + "Z";

    /// <summary>The corners of a line: a point that lies on the straight line between its neighbours is left out.</summary>
    private static string Line(ImmutableArray<ProfilePoint> points, Func<ProfilePoint, double> height, double top)
    {
        var data = new StringBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            var here = height(points[i]);
            if (i > 0 && i < points.Length - 1 && height(points[i - 1]) == here && height(points[i + 1]) == here)
                continue;
            data.Append(data.Length == 0 ? 'M' : 'L').Append(Svg.Number(X(points[i].Threshold))).Append(' ')
                .Append(Svg.Number(Y(here, top)));
        }

        return data.ToString();
    }
}
