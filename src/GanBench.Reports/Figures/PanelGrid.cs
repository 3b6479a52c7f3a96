namespace GanBench.Reports.Figures;

/// <summary>The layout that figures of several square panels share: a title, a line under it, and rows of at most three panels.</summary>
internal static class PanelGrid
{
    private const double Margin = 16;
    private const double Gap = 20;
    private const double TopHeight = 56;
    private const double PanelHeading = 40;
    private const int PanelsPerRow = 3;

    /// <summary>Where a panel's content goes.</summary>
    public readonly record struct Square(double X, double Y, double Size);

    /// <param name="title">Title of the figure.</param>
    /// <param name="panels">Title and caption of each panel, in order.</param>
    /// <param name="legend">Draws the line under the title; x and baseline are given.</param>
    /// <param name="content">Draws the n-th panel into its square.</param>
    public static string Draw(
        string title,
        IReadOnlyList<(string Title, string Caption)> panels,
        Action<Svg, double, double> legend,
        Action<Svg, int, Square> content)
    {
        var columns = Math.Clamp(panels.Count, 1, PanelsPerRow);
        var rows = (panels.Count + columns - 1) / columns;
        var size = columns == 1 ? 328.0 : columns == 2 ? 270.0 : 216.0;
        var rowHeight = PanelHeading + size + Margin;
        var width = 2 * Margin + columns * size + (columns - 1) * Gap;
        var svg = new Svg(width, TopHeight + rows * rowHeight, title);
        svg.Text(Margin, 26, title, 16, bold: true, room: width - 2 * Margin);
        legend(svg, Margin, 47);
        for (var i = 0; i < panels.Count; i++)
        {
            var (x, y) = (Margin + i % columns * (size + Gap), TopHeight + i / columns * rowHeight);
            svg.Text(x, y + 16, panels[i].Title, 13, bold: true, room: size);
            svg.Text(x, y + 32, panels[i].Caption, 12, Svg.Faint, room: size);
            content(svg, i, new Square(x, y + PanelHeading, size));
        }

        return svg.ToString();
    }
}
