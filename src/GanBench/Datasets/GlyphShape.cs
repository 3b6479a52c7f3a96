using System.Collections.Immutable;

namespace GanBench.Datasets;

/// <summary>The pen path of a digit: control points, and strokes through them.</summary>
/// <remarks>
/// A stroke through three points or more is a uniform Catmull-Rom spline (Catmull, Rom, "A class of local interpolating splines", 1974):
/// it passes through every point, bends smoothly there, and is drawn as four straight pieces between two points. Where a stroke ends and
/// another begins at the same point there is a corner. A stroke that ends where it began is closed and smooth there too.
/// </remarks>
/// <param name="Points">Control points in pixels from the glyph's centre, x to the right, y down; at most <see cref="MostPoints"/>.</param>
/// <param name="Strokes">Indices into the points, in the order the pen takes them; at least two each.</param>
internal sealed record GlyphShape(ImmutableArray<(float X, float Y)> Points, ImmutableArray<ImmutableArray<int>> Strokes)
{
    /// <summary>Most control points of a shape.</summary>
    public const int MostPoints = 12;

    private const int PiecesPerSpan = 4;

    /// <summary>The digits from 0 to 9, each about 10 pixels wide and 17 high.</summary>
    public static ImmutableArray<GlyphShape> Digits { get; } =
    [
        new([(0, -8.5f), (-4, -5.8f), (-5.2f, 0), (-4, 5.8f), (0, 8.5f), (4, 5.8f), (5.2f, 0), (4, -5.8f)], [[0, 1, 2, 3, 4, 5, 6, 7, 0]]),
        new([(-2.8f, -5.2f), (0.5f, -8.5f), (0.5f, 0), (0.3f, 8.5f)], [[0, 1], [1, 2, 3]]),
        new(
            [(-4.8f, -4.8f), (-3, -7.7f), (0.4f, -8.5f), (4, -6.8f), (4.2f, -3.4f), (1.2f, 1.2f), (-5, 8), (0, 7.7f), (5.2f, 7.9f)],
            [[0, 1, 2, 3, 4, 5, 6], [6, 7, 8]]),
        new(
            [(-4.4f, -6.8f), (0, -8.5f), (3.9f, -6.6f), (3.4f, -2.7f), (-1.2f, -0.7f), (3.9f, 1), (4.7f, 4.8f), (1, 8.4f), (-4.8f, 6.8f)],
            [[0, 1, 2, 3, 4], [4, 5, 6, 7, 8]]),
        new([(-2.8f, -8.2f), (-4.8f, 1.4f), (5.2f, 0.9f), (2.9f, -6.5f), (2.4f, 1), (1.8f, 8.5f)], [[0, 1], [1, 2], [3, 4, 5]]),
        new(
            [(4.7f, -8.2f), (-3.3f, -8.2f), (-4, -1.4f), (0.4f, -2.7f), (4.6f, 0.3f), (4.4f, 5.4f), (0.2f, 8.5f), (-4.8f, 6.7f)],
            [[0, 1], [1, 2], [2, 3, 4, 5, 6, 7]]),
        new(
            [(3.6f, -8.4f), (-1.6f, -5.4f), (-4.6f, 0.8f), (-3.9f, 6.2f), (0, 8.5f), (4.1f, 6.2f), (4, 1.9f), (0.4f, -0.4f), (-4.3f, 2.6f)],
            [[0, 1, 2, 3, 4, 5, 6, 7, 8]]),
        new([(-5, -7.7f), (0, -8.1f), (5, -8), (1.4f, -0.6f), (-1.4f, 8.5f)], [[0, 1, 2], [2, 3, 4]]),
        new(
            [
                (0, -8.5f), (-3.5f, -6.8f), (-3.3f, -3.3f), (0, -0.6f), (3.9f, 2.4f), (4, 6.3f), (0, 8.5f), (-4, 6.3f), (-3.9f, 2.4f),
                (3.3f, -3.3f), (3.5f, -6.8f),
            ],
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 3, 9, 10, 0]]),
        new(
            [(4, -5.4f), (0.7f, -8.5f), (-3.6f, -6.7f), (-4, -2.7f), (-0.4f, -0.3f), (3.4f, -2.3f), (3.9f, 1.6f), (2.4f, 8.5f)],
            [[0, 1, 2, 3, 4, 5, 0], [0, 6, 7]]),
    ];

    /// <summary>Most points that <see cref="Trace"/> writes for one of the digits.</summary>
    public static int MostTraced { get; } = Digits.Max(digit => digit.Strokes.Sum(digit.TracedBy));

    /// <summary>Follows the strokes.</summary>
    /// <param name="points">Where the control points lie this time, as many as <see cref="Points"/>.</param>
    /// <param name="line">Receives the corners of the straight pieces.</param>
    /// <param name="ends">Receives how many of them there are after each stroke; as long as <see cref="Strokes"/>.</param>
    public void Trace(ReadOnlySpan<(float X, float Y)> points, Span<(float X, float Y)> line, Span<int> ends)
    {
        var count = 0;
        for (var stroke = 0; stroke < Strokes.Length; stroke++)
        {
            var path = Strokes[stroke].AsSpan();
            line[count++] = points[path[0]];
            for (var span = 0; span + 1 < path.Length; span++)
            {
                var (from, to) = (points[path[span]], points[path[span + 1]]);
                if (path.Length > 2)
                {
                    var closed = path[0] == path[^1];
                    var before = span > 0 ? points[path[span - 1]] : closed ? points[path[^2]] : from;
                    var after = span + 2 < path.Length ? points[path[span + 2]] : closed ? points[path[1]] : to;
                    for (var piece = 1; piece < PiecesPerSpan; piece++)
                        line[count++] = Between(before, from, to, after, piece / (float)PiecesPerSpan);
                }

                line[count++] = to;
            }

            ends[stroke] = count;
        }
    }

    private int TracedBy(ImmutableArray<int> stroke) => 1 + ((stroke.Length - 1) * (stroke.Length > 2 ? PiecesPerSpan : 1));

    /// <summary>
    /// The spline at t in (0, 1) between two points: its tangent at a point is half the way from the point before to the one after.
    /// </summary>
    private static (float X, float Y) Between(
        (float X, float Y) before, (float X, float Y) from, (float X, float Y) to, (float X, float Y) after, float t)
    {
        var (square, cube) = (t * t, t * t * t);
        var (w0, w1, w2, w3) = (
            (square - ((t + cube) / 2)),
            (1 + (1.5f * cube) - (2.5f * square)),
            ((t / 2) + (2 * square) - (1.5f * cube)),
            ((cube - square) / 2));
        return (
            (w0 * before.X) + (w1 * from.X) + (w2 * to.X) + (w3 * after.X),
            (w0 * before.Y) + (w1 * from.Y) + (w2 * to.Y) + (w3 * after.Y));
    }
}
