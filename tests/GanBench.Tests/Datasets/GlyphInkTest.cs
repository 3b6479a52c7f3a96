using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class GlyphInkTest
{
    // A pen of radius 1 covers what lies within 0.5 of a line, nothing from 1.5 on, and half at distance 1.
    [Test]
    public void Line_AlongARow_IsBlackGreyAndWhiteByDistance()
    {
        var image = Draw(1.5f, ((10, 14), (18, 14)));

        using (Assert.EnterMultipleScope())
        {
            for (var y = 0; y < 28; y++)
            {
                for (var x = 0; x < 28; x++)
                {
                    var (beside, above) = (Math.Max(Math.Max(10 - x, x - 18), 0), Math.Abs(y - 14));
                    var distance = Math.Sqrt((beside * beside) + (above * above));
                    Assert.That(image[(28 * y) + x], Is.EqualTo((2 * Math.Clamp(1.5 - distance, 0, 1)) - 1).Within(1e-6), $"({x}, {y})");
                }
            }
        }
    }

    [Test]
    public void Line_OfNoLength_IsADot()
    {
        var image = Draw(1.5f, ((5, 6), (5, 6)));

        Assert.That(image.Count(grey => grey > -1), Is.EqualTo(9), "the pixel, four neighbours half covered, four at √2 a little");
        Assert.That(image[(28 * 6) + 5], Is.EqualTo(1));
    }

    // The same operations one pixel at a time, over the whole picture: the vector code must neither leave a pixel out nor round otherwise.
    [Test]
    public void Lines_AnywhereInAndAroundThePicture_EqualThePlainLoop_BitForBit()
    {
        var numbers = new float[5 * 200];
        SeedStream.FromSeed(3).Uniform(0, numbers);
        for (var i = 0; i < numbers.Length; i += 5)
        {
            var (from, to) = ((Place(numbers[i]), Place(numbers[i + 1])), (Place(numbers[i + 2]), Place(numbers[i + 3])));
            var reach = 1 + (2 * numbers[i + 4]);

            Assert.That(
                Draw(reach, (from, to)).AsSpan().SequenceEqual(Plain(from, to, reach)), $"line {i / 5} from {from} to {to}, reach {reach}");
        }
    }

    [Test]
    public void TwoLines_ThatCross_AreNoDarkerThanTheNearerOne()
    {
        var (across, down) = (((4f, 14f), (24f, 14f)), ((14f, 4f), (14f, 24f)));
        var (first, second) = (Draw(2, across), Draw(2, down));

        Assert.That(Draw(2, across, down), Is.EqualTo(first.Zip(second, Math.Max)));
    }

    [Test]
    public void Noise_IsScaledAndCutOff()
    {
        var squared = new float[784];
        GlyphInk.Clear(squared);
        var image = new float[784];
        (image[0], image[1], image[2]) = (3, -3, 50);

        GlyphInk.Develop(squared, 1, 0.125f, image);

        Assert.That(image[..4], Is.EqualTo([-0.625f, -1, 1, -1]));
    }

    private static float Place(float uniform) => (40 * uniform) - 6;

    private static float[] Draw(float reach, params ((float X, float Y) From, (float X, float Y) To)[] lines)
    {
        var (squared, image) = (new float[784], new float[784]);
        GlyphInk.Clear(squared);
        foreach (var (from, to) in lines)
            GlyphInk.Approach(squared, from, to, reach);
        GlyphInk.Develop(squared, reach, 0, image);
        return image;
    }

    private static float[] Plain((float X, float Y) from, (float X, float Y) to, float reach)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var perSquare = 1 / ((dx * dx) + (dy * dy));
        var image = new float[784];
        for (var i = 0; i < image.Length; i++)
        {
            var (x, y) = ((i % 28) - from.X, (i / 28) - from.Y);
            var along = Math.Min(Math.Max(((x * dx) + (y * dy)) * perSquare, 0), 1);
            var (restX, restY) = (x - (along * dx), y - (along * dy));
            var distance = MathF.Sqrt((restX * restX) + (restY * restY));
            image[i] = (2 * Math.Min(Math.Max(reach - distance, 0), 1)) - 1;
        }

        return image;
    }
}
