using System.Collections.Immutable;

namespace GanBench.Reports.Figures;

/// <summary>
/// How many modes many techniques cover while they train: one small panel each, because no palette tells so many lines apart.
/// </summary>
/// <remarks>
/// Lines are modes at share: thin for every seed, thick for their interquartile mean. The baseline's mean is in every panel in grey, to
/// compare with. All panels have the same axes.
/// </remarks>
/// <param name="Title">Title of the figure.</param>
/// <param name="ModeCount">K, the number of modes; a grey line.</param>
/// <param name="Series">One entry per technique.</param>
/// <param name="Baseline">Label of the technique that the others are compared with; null for none.</param>
public sealed record CoveragePanels(string Title, int ModeCount, ImmutableArray<CoverageSeries> Series, string? Baseline)
{
    private const int PanelsPerRow = 4;
    private const double Width = 720;
    private const double Left = 48;
    private const double Right = 16;
    private const double Gap = 14;
    private const double TopHeight = 64;
    private const double PanelHeading = 18;
    private const double PlotHeight = 84;
    private const double PanelWidth = (Width - Left - Right - (PanelsPerRow - 1) * Gap) / PanelsPerRow;
    private const double RowHeight = PanelHeading + PlotHeight + 12;
    private const double BottomHeight = 44;
    private const double TextSize = 11;
    private const string BaselineGrey = "#a8a8a8";

    /// <summary>The figure as SVG text.</summary>
    public string ToSvg()
    {
        var rows = (Series.Length + PanelsPerRow - 1) / PanelsPerRow;
        var lastStep = Math.Max(1, CoverageSeries.LastStep(Series));
        var compared = Series.FirstOrDefault(series => series.Label == Baseline);
        var svg = new Svg(Width, TopHeight + rows * RowHeight + BottomHeight, Title);
        svg.Text(16, 26, Title, 16, bold: true, room: Width - 32);
        svg.Text(16, 47, "thick: modes at share, interquartile mean over seeds; thin: each seed"
            + (compared is null ? "" : $"; grey: the mean of {Baseline}"), 12, Svg.Faint, room: Width - 32);
        for (var i = 0; i < Series.Length; i++)
            Panel(svg, i, lastStep, compared);
        svg.Text((Left + Width - Right) / 2, TopHeight + rows * RowHeight + 32, "generator steps", 12, anchor: "middle");
        return svg.ToString();
    }

    private void Panel(Svg svg, int index, int lastStep, CoverageSeries? compared)
    {
        var (column, row) = (index % PanelsPerRow, index / PanelsPerRow);
        var plot = new PlotArea(
            Left + column * (PanelWidth + Gap), TopHeight + row * RowHeight + PanelHeading, PanelWidth, PlotHeight, lastStep,
            Math.Max(1, ModeCount));
        svg.Text(plot.X, plot.Y - 6, Series[index].Label, TextSize, bold: true, room: PanelWidth);
        svg.Path($"M{Svg.Number(plot.X)} {Svg.Number(plot.Y)}h{Svg.Number(plot.Width)}", "#8c8c8c", 1);
        svg.Path($"M{Svg.Number(plot.X)} {Svg.Number(plot.Y)}v{Svg.Number(plot.Height)}h{Svg.Number(plot.Width)}", Svg.Frame, 1);
        if (column == 0)
        {
            foreach (var tick in (ReadOnlySpan<int>)[0, ModeCount])
                svg.Text(plot.X - 6, plot.Vertical(tick) + 4, Count(tick), TextSize, Svg.Faint, "end");
        }

        // Below the last panel of each column, which is a row higher where the last row is not full.
        if (index + PanelsPerRow >= Series.Length)
        {
            svg.Text(plot.X, plot.Y + plot.Height + 15, "0", TextSize, Svg.Faint);
            svg.Text(plot.X + plot.Width, plot.Y + plot.Height + 15, Count(lastStep), TextSize, Svg.Faint, "end");
        }

        var series = Series[index];
        if (compared is not null && compared != series)
            plot.Curve(svg, compared.CentreOf(point => point.AtShare), BaselineGrey, 2);
        foreach (var seed in series.Seeds)
            plot.Curve(svg, seed.Select(point => (point.GeneratorStep, point.AtShare)), Palette.Blue, 0.8, " stroke-opacity=\"0.5\"");
        plot.Curve(svg, series.CentreOf(point => point.AtShare), Palette.Blue, 2.2);
    }

    private static string Count(int count) => count.ToString("N0");
}
