using System.Text;

namespace GanBench.Reports.Figures;

/// <summary>Where a coverage plot lies, from its upper left corner, and what its axes run up to.</summary>
/// <param name="X">Left edge, where generator step 0 is.</param>
/// <param name="Y">Upper edge, where all modes are.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="LastStep">Generator step at the right edge, at least 1.</param>
/// <param name="Modes">Number of modes at the upper edge, at least 1.</param>
internal readonly record struct PlotArea(double X, double Y, double Width, double Height, int LastStep, int Modes)
{
    public double Horizontal(double step) => X + step / LastStep * Width;

    public double Vertical(double modes) => Y + Height - modes / Modes * Height;

    /// <summary>A line through the points that are defined; none where there is no such point.</summary>
    public void Curve(Svg svg, IEnumerable<(int Step, double Modes)> points, string colour, double width, string extra = "")
    {
        var data = new StringBuilder();
        foreach (var (step, modes) in points.Where(point => double.IsFinite(point.Modes)))
            data.Append(data.Length == 0 ? 'M' : 'L').Append(Svg.Number(Horizontal(step))).Append(' ').Append(Svg.Number(Vertical(modes)));
        if (data.Length > 0)
            svg.Path(data.ToString(), colour, width, " stroke-linejoin=\"round\"" + extra);
    }
}
