using System.Collections.Immutable;
using System.Text;
using GanBench.Datasets;

namespace GanBench.Reports.Figures;

/// <summary>
/// The classic picture of mode collapse: the modes as circles, the generated points as crosses over them, one panel per technique.
/// </summary>
/// <remarks>
/// Both axes have one scale, and the frame follows from the modes alone, so that pictures of a dataset compare. A circle has a radius of
/// three standard deviations, but at least a visible one.
/// </remarks>
/// <param name="Title">Title of the figure.</param>
/// <param name="Modes">Where the modes are; 2-D.</param>
/// <param name="Panels">One panel per technique.</param>
public sealed record ModeScatter(string Title, PointModes Modes, ImmutableArray<ScatterPanel> Panels)
{
    /// <summary>Most points that a panel shows; the first ones are taken.</summary>
    public const int MostPoints = 500;

    private const double SmallestRadius = 6;
    private const double CrossArm = 2.2;

    /// <summary>The figure as SVG text.</summary>
    /// <exception cref="ArgumentException">The modes or the points are not 2-D.</exception>
    public string ToSvg()
    {
        if (Modes.Centres.Dimension != 2 || Panels.Any(panel => panel.Points is { Dimension: not 2 }))
            throw new ArgumentException("A mode scatter shows 2-D points only; leave the figure out for other data.");

        var frame = Frame.Around(Modes);
        return PanelGrid.Draw(
            Title,
            [.. Panels.Select(panel => (panel.Title, panel.Caption))],
            Legend,
            (svg, index, square) => Panel(svg, Panels[index], square, frame));
    }

    private static void Legend(Svg svg, double x, double baseline)
    {
        svg.Circle(x + 6, baseline - 4, SmallestRadius, Palette.Blue, "#e3f1fa");
        svg.Text(x + 18, baseline, "mode (3 sigma, or enlarged)", 12, Svg.Faint);
        svg.Path(Cross(x + 212, baseline - 4), Palette.Vermillion, 1.2);
        svg.Text(x + 221, baseline, "generated", 12, Svg.Faint);
    }

    private void Panel(Svg svg, ScatterPanel panel, PanelGrid.Square square, Frame frame)
    {
        svg.Rectangle(square.X, square.Y, square.Size, square.Size, "#ffffff", Svg.Frame);
        var radius = Math.Max(SmallestRadius, 3 * Modes.Sigma / (2 * frame.HalfWidth) * square.Size);
        for (var mode = 0; mode < Modes.Centres.Count; mode++)
        {
            var (x, y) = frame.Place(Modes.Centres[mode], square);
            svg.Circle(x, y, radius, Palette.Blue, "#e3f1fa");
        }

        if (panel.Points is not { } points)
        {
            svg.Note(square.X + 6, square.Y + square.Size - 7, "no samples");
            return;
        }

        var (crosses, shown, outside) = (new StringBuilder(), Math.Min(points.Count, MostPoints), 0);
        for (var i = 0; i < shown; i++)
        {
            var (x, y) = frame.Place(points[i], square);
            if (x >= square.X && x <= square.X + square.Size && y >= square.Y && y <= square.Y + square.Size)
                crosses.Append(Cross(x, y));
            else
                outside++;   // also points that are not finite
        }

        if (crosses.Length > 0)
            svg.Path(crosses.ToString(), Palette.Vermillion, 1, " stroke-opacity=\"0.75\"");
        if (outside > 0)
            svg.Note(square.X + 6, square.Y + square.Size - 7, $"{outside} of {shown} outside the frame");
    }

    private static string Cross(double x, double y)
    {
        var (left, top, arm) = (Svg.Number(x - CrossArm), Svg.Number(y - CrossArm), Svg.Number(2 * CrossArm));
        return $"M{left} {top}l{arm} {arm}m0-{arm}l-{arm} {arm}";
    }

    private readonly record struct Frame(double CentreX, double CentreY, double HalfWidth)
    {
        private const double Margin = 1.3;

        public static Frame Around(PointModes modes)
        {
            var (left, right, bottom, top) = (
                double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
            for (var i = 0; i < modes.Centres.Count; i++)
            {
                var centre = modes.Centres[i];
                (left, right) = (Math.Min(left, centre[0]), Math.Max(right, centre[0]));
                (bottom, top) = (Math.Min(bottom, centre[1]), Math.Max(top, centre[1]));
            }

            return new Frame((left + right) / 2, (bottom + top) / 2, Margin * (Math.Max(right - left, top - bottom) / 2 + 3 * modes.Sigma));
        }

        public (double X, double Y) Place(ReadOnlySpan<float> point, PanelGrid.Square square) => (
            square.X + square.Size * (0.5 + (point[0] - CentreX) / (2 * HalfWidth)),
            square.Y + square.Size * (0.5 - (point[1] - CentreY) / (2 * HalfWidth)));
    }
}
