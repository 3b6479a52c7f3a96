using GanBench.Numerics;

namespace GanBench.Datasets;

/// <summary>How one glyph is written: where, how large, how slanted, with which pen.</summary>
/// <param name="ShiftX">Pixels to the right.</param>
/// <param name="ShiftY">Pixels down.</param>
/// <param name="Turns">Rotation in turns, clockwise on the screen.</param>
/// <param name="Height">Scale of y.</param>
/// <param name="Width">Scale of x.</param>
/// <param name="Slant">Pixels to the right per pixel up.</param>
/// <param name="PenRadius">Half the width of the stroke, in pixels.</param>
/// <param name="Wobble">Largest distance of a control point from its place along each axis, in pixels before scaling.</param>
internal readonly record struct GlyphPose(
    float ShiftX, float ShiftY, float Turns, float Height, float Width, float Slant, float PenRadius, float Wobble)
{
    /// <summary>Random numbers that a pose takes; two more per control point follow.</summary>
    public const int Numbers = 8;

    /// <summary>Random numbers of one glyph.</summary>
    public const int NumbersPerGlyph = Numbers + (2 * GlyphShape.MostPoints);

    /// <summary>The middle of every range, without wobble.</summary>
    public static GlyphPose Plain { get; } = new(0, 0, 0, 0.95f, 0.95f, 0.1f, 1.25f, 0);

    /// <summary>
    /// A random pose: each number uniform in its range, independently of the others but for the width, which follows the height.
    /// </summary>
    /// <param name="uniform">At least <see cref="Numbers"/> numbers in [0, 1).</param>
    public static GlyphPose From(ReadOnlySpan<float> uniform)
    {
        var height = Within(uniform[3], 0.8f, 1.1f);
        return new(
            ShiftX: Within(uniform[0], -2, 2),
            ShiftY: Within(uniform[1], -2, 2),
            Turns: Within(uniform[2], -0.03f, 0.03f),
            Height: height,
            Width: height * Within(uniform[4], 0.8f, 1.2f),
            Slant: Within(uniform[5], -0.15f, 0.35f),
            PenRadius: Within(uniform[6], 0.8f, 1.7f),
            Wobble: Within(uniform[7], 0.2f, 1));
    }

    /// <summary>Puts the control points of a shape into the picture.</summary>
    /// <param name="shape">The digit.</param>
    /// <param name="uniform">Two numbers in [0, 1) per control point; not looked at without wobble.</param>
    /// <param name="points">Receives pixel coordinates, (0, 0) being the middle of the upper left pixel.</param>
    public void Place(GlyphShape shape, ReadOnlySpan<float> uniform, Span<(float X, float Y)> points)
    {
        var (sine, cosine) = Elementary.SinCosTurns(Turns < 0 ? 1 + (double)Turns : Turns);
        var (s, c) = ((float)sine, (float)cosine);
        for (var i = 0; i < shape.Points.Length; i++)
        {
            var (x, y) = shape.Points[i];
            if (Wobble > 0)
            {
                x += Wobble * ((2 * uniform[2 * i]) - 1);
                y += Wobble * ((2 * uniform[(2 * i) + 1]) - 1);
            }

            y *= Height;
            x = (Width * x) - (Slant * y);
            points[i] = (GlyphInk.Centre + ShiftX + ((c * x) - (s * y)), GlyphInk.Centre + ShiftY + ((s * x) + (c * y)));
        }
    }

    private static float Within(float uniform, float low, float high) => low + ((high - low) * uniform);
}
