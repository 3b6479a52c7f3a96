using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class GlyphShapeTest
{
    // Halfway between two points a Catmull-Rom spline is at (9 (p1 + p2) - (p0 + p3)) / 16; at an open end the missing point is the end
    // itself.
    [Test]
    public void Trace_OfAnOpenStroke_PassesThroughThePointsAndBendsBetween()
    {
        var shape = new GlyphShape([(0, 0), (4, 0), (4, 4)], [[0, 1, 2]]);

        var line = Trace(shape);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Has.Length.EqualTo(9));
            Assert.That(new[] { line[0], line[4], line[8] }, Is.EqualTo(new[] { (0f, 0f), (4f, 0f), (4f, 4f) }));
            Assert.That(line[2], Is.EqualTo(((36 - 4) / 16f, -4 / 16f)));
            Assert.That(line[6], Is.EqualTo(((72 - 4) / 16f, (36 - 4) / 16f)));
        }
    }

    // A square as a closed stroke: all four sides bulge alike. In the middle of the upper side y = (9 (0 + 0) - (4 + 4)) / 16 = -0.5.
    [Test]
    public void Trace_OfAClosedStroke_IsAsSmoothAtTheSeamAsElsewhere()
    {
        var shape = new GlyphShape([(0, 0), (4, 0), (4, 4), (0, 4)], [[0, 1, 2, 3, 0]]);

        var line = Trace(shape);

        Assert.That(
            new[] { line[2], line[6], line[10], line[14], line[16] },
            Is.EqualTo(new[] { (2f, -0.5f), (4.5f, 2f), (2f, 4.5f), (-0.5f, 2f), (0f, 0f) }));
    }

    [Test]
    public void Trace_OfTwoStrokes_KeepsTheCornerBetweenThem()
    {
        var shape = new GlyphShape([(0, 0), (4, 0), (4, 4)], [[0, 1], [1, 2]]);
        var (line, ends) = (new (float, float)[4], new int[2]);

        shape.Trace(shape.Points.AsSpan(), line, ends);

        Assert.That(line, Is.EqualTo(new[] { (0f, 0f), (4f, 0f), (4f, 0f), (4f, 4f) }));
        Assert.That(ends, Is.EqualTo([2, 4]));
    }

    [Test]
    public void Digits_AreTenOfMnistsSize()
    {
        Assert.That(GlyphShape.Digits, Has.Length.EqualTo(10));
        foreach (var digit in GlyphShape.Digits)
        {
            Assert.That(digit.Points, Has.Length.LessThanOrEqualTo(GlyphShape.MostPoints));
            Assert.That(
                digit.Points.Max(point => point.Y) - digit.Points.Min(point => point.Y), Is.EqualTo(17).Within(0.5), "height in pixels");
            Assert.That(
                digit.Strokes.SelectMany(stroke => stroke).Distinct().Order(), Is.EqualTo(Enumerable.Range(0, digit.Points.Length)),
                "every point is used");
        }
    }

    private static (float X, float Y)[] Trace(GlyphShape shape)
    {
        var (line, ends) = (new (float, float)[64], new int[shape.Strokes.Length]);
        shape.Trace(shape.Points.AsSpan(), line, ends);
        return line[..ends[^1]];
    }
}
