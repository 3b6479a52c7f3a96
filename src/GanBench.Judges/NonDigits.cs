using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Judges;

/// <summary>Images of 28 x 28 pixels that show no digit: what a judge learns to reject. Without them it is sure of noise.</summary>
/// <remarks>
/// Every kind has its own random numbers and uses exactly rounded operations alone, so the images have the same bits on every machine.
/// Kinds that start from digits take them, and their labels, from the batch at hand.
/// </remarks>
internal static class NonDigits
{
    private const int Side = 28;
    private const int Size = Side * Side;
    private const int Tile = 7;
    private const int TilesPerSide = Side / Tile;

    /// <summary>Random numbers that decide over a whole image, in front of one number for each pixel.</summary>
    private const int Choices = 128;

    private delegate void Drawing(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image);

    /// <summary>How many kinds there are.</summary>
    public static int Kinds => Drawings.Length;

    private static readonly ImmutableArray<Drawing> Drawings =
        [GreyNoise, BinaryNoise, SmoothNoise, Flat, TwoDigits, Scrambled, DrownedDigit, Negative, Shapes, Stripes];

    /// <summary>Draws images of all kinds in turn.</summary>
    /// <param name="stream">Source of randomness; the same stream, step and digits give the same images.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="digits">Digits in [-1, 1], shape [B, 784]; at least two different ones among them.</param>
    /// <param name="labels">Their labels, shape [B].</param>
    /// <param name="images">Filled with whole images in [-1, 1], shape [N, 784]; image i is of kind i modulo <see cref="Kinds"/>.</param>
    public static void Draw(SeedStream stream, long step, ReadOnlySpan<float> digits, ReadOnlySpan<int> labels, Span<float> images)
    {
        var count = images.Length / Size;
        var numbers = new float[count * (Choices + Size)];
        stream.Uniform(step, numbers);
        for (var i = 0; i < count; i++)
        {
            var own = numbers.AsSpan(i * (Choices + Size), Choices + Size);
            Drawings[i % Kinds](own[..Choices], own[Choices..], new Digits(digits, labels), images.Slice(i * Size, Size));
        }
    }

    /// <summary>Independent grey levels around a mean.</summary>
    private static void GreyNoise(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var size = Between(choices[0], 0.05f, 1.25f);
        if (size > 1) size = 1;   // a fifth is the loudest noise that fits
        var mean = (1 - size) * Between(choices[1], -1, 1);
        for (var i = 0; i < Size; i++)
            image[i] = mean + (size * Between(perPixel[i], -1, 1));
    }

    /// <summary>Ink or paper, independently for each pixel.</summary>
    private static void BinaryNoise(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var ink = Between(choices[0], 0.03f, 0.97f);
        for (var i = 0; i < Size; i++)
            image[i] = perPixel[i] < ink ? 1 : -1;
    }

    /// <summary>Noise on a coarse grid, interpolated and then sharpened: clouds and patches.</summary>
    private static void SmoothNoise(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var cells = 2 + (int)(choices[0] * 8);
        var (sharpness, shift) = (1 + (7 * choices[1] * choices[1]), Between(choices[2], -0.8f, 0.4f));
        for (var y = 0; y < Side; y++)
        {
            var (row, down) = Split(y * (cells - 1) / (float)Side);
            for (var x = 0; x < Side; x++)
            {
                var (column, right) = Split(x * (cells - 1) / (float)Side);
                var at = (row * cells) + column;
                var above = Mix(perPixel[at], perPixel[at + 1], right);
                var below = Mix(perPixel[at + cells], perPixel[at + cells + 1], right);
                image[(y * Side) + x] = Within(sharpness * (Between(Mix(above, below, down), -1, 1) + shift));
            }
        }
    }

    /// <summary>One grey level, now and then with a little noise.</summary>
    private static void Flat(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var (level, size) = (Between(choices[0], -1.1f, 1.1f), choices[1] < 0.5f ? 0 : 0.2f * choices[2]);
        for (var i = 0; i < Size; i++)
            image[i] = Within(level + (size * Between(perPixel[i], -1, 1)));
    }

    /// <summary>Two different digits over each other, each at about half strength.</summary>
    private static void TwoDigits(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var one = digits.One(choices[0]);
        var other = digits.Another(choices[1], than: choices[0]);
        var share = Between(choices[2], 0.35f, 0.65f);
        for (var i = 0; i < Size; i++)
            image[i] = Mix(one[i], other[i], share);
    }

    /// <summary>The sixteen tiles of a digit in random order.</summary>
    private static void Scrambled(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var digit = digits.One(choices[0]);
        Span<int> tiles = stackalloc int[TilesPerSide * TilesPerSide];
        for (var i = 0; i < tiles.Length; i++)
            tiles[i] = i;
        for (var i = tiles.Length - 1; i > 0; i--)
        {
            var j = (int)(choices[1 + i] * (i + 1));
            (tiles[i], tiles[j]) = (tiles[j], tiles[i]);
        }

        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var from = tiles[(y / Tile * TilesPerSide) + (x / Tile)];
                image[(y * Side) + x] =
                    digit[(((from / TilesPerSide * Tile) + (y % Tile)) * Side) + (from % TilesPerSide * Tile) + (x % Tile)];
            }
        }
    }

    /// <summary>A digit in noise that is stronger than the digit.</summary>
    private static void DrownedDigit(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var digit = digits.One(choices[0]);
        var noise = Between(choices[1], 0.6f, 0.95f);
        for (var i = 0; i < Size; i++)
            image[i] = Mix(digit[i], Between(perPixel[i], -1, 1), noise);
    }

    /// <summary>A digit with ink and paper exchanged.</summary>
    private static void Negative(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var digit = digits.One(choices[0]);
        for (var i = 0; i < Size; i++)
            image[i] = -digit[i];
    }

    /// <summary>One to four bumps, discs or boxes that are too wide for strokes.</summary>
    private static void Shapes(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var count = 1 + (int)(choices[0] * 4);
        image.Fill(-1);
        for (var k = 0; k < count; k++)
        {
            var own = choices[(1 + (8 * k))..];
            var (centreX, centreY) = (Between(own[0], 2, Side - 2), Between(own[1], 2, Side - 2));
            var width = Between(own[2], 3.5f, 13);
            var height = own[3] < 0.5f ? width : Between(own[4], 3.5f, 13);
            var (steepness, isBox, level) = (Between(own[5], 1, 6), own[6] < 0.4f, Between(own[7], 0.3f, 1));
            for (var y = 0; y < Side; y++)
            {
                for (var x = 0; x < Side; x++)
                {
                    var (across, along) = ((x - centreX) / width, (y - centreY) / height);
                    var (a, b) = (across * across, along * along);
                    var inside = 1 - (isBox ? Math.Max(a, b) : a + b);
                    if (inside <= 0) continue;
                    ref var pixel = ref image[(y * Side) + x];
                    pixel = Math.Max(pixel, (2 * level * Math.Min(1, steepness * inside * inside)) - 1);
                }
            }
        }
    }

    /// <summary>Parallel stripes in any direction, soft or sharp; squares where two of them cross.</summary>
    private static void Stripes(ReadOnlySpan<float> choices, ReadOnlySpan<float> perPixel, Digits digits, Span<float> image)
    {
        var (stepX, stepY) = (Between(choices[0], -0.25f, 0.25f), Between(choices[1], 0.08f, 0.25f));
        var (sharpness, shift, crossed) = (Between(choices[2], 1, 6), Between(choices[3], -0.5f, 0.5f), choices[4] < 0.3f);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var wave = Wave((x * stepX) + (y * stepY) + choices[5]);
                if (crossed) wave *= Wave((y * stepX) - (x * stepY) + choices[6]);
                image[(y * Side) + x] = Within(sharpness * (wave + shift));
            }
        }
    }

    /// <summary>A triangular wave of period 1 in [-1, 1].</summary>
    private static float Wave(float turns)
    {
        var part = turns - MathF.Floor(turns);
        return (4 * Math.Abs(part - 0.5f)) - 1;
    }

    private static (int Whole, float Part) Split(float position)
    {
        var whole = (int)position;
        return (whole, position - whole);
    }

    private static float Mix(float from, float to, float share) => ((1 - share) * from) + (share * to);

    private static float Between(float unit, float low, float high) => low + ((high - low) * unit);

    private static float Within(float value) => Math.Clamp(value, -1, 1);

    /// <summary>Digits to start from.</summary>
    private readonly ref struct Digits(ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
    {
        private readonly ReadOnlySpan<float> images = images;
        private readonly ReadOnlySpan<int> labels = labels;

        public ReadOnlySpan<float> One(float unit) => At((int)(unit * labels.Length));

        /// <summary>A digit with another label than a given one has: the next in the batch from a random place on.</summary>
        public ReadOnlySpan<float> Another(float unit, float than)
        {
            var (label, index) = (labels[(int)(than * labels.Length)], (int)(unit * labels.Length));
            while (labels[index] == label)
                index = (index + 1) % labels.Length;
            return At(index);
        }

        private ReadOnlySpan<float> At(int index) => images.Slice(index * Size, Size);
    }
}
