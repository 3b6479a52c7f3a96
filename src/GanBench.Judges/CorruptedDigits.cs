using GanBench.Randomness;

namespace GanBench.Judges;

/// <summary>
/// Digits that were lightly damaged and can still be read: a judge learns that they are digits, or it would reject them with the noise.
/// </summary>
/// <remarks>
/// Half of the digits stay as they are; the others are made noisy, speckled, faint or blurred, an eighth of all each. Exactly rounded
/// operations only.
/// </remarks>
internal static class CorruptedDigits
{
    private const int Side = 28;
    private const int Size = Side * Side;

    /// <summary>Random numbers that decide over a whole image, in front of one number for each pixel.</summary>
    private const int Choices = 16;

    /// <summary>Damages digits in place.</summary>
    /// <param name="stream">Source of randomness; the same stream and step do the same damage.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="images">Whole images in [-1, 1], shape [B, 784].</param>
    public static void Apply(SeedStream stream, long step, Span<float> images)
    {
        var count = images.Length / Size;
        var numbers = new float[count * (Choices + Size)];
        stream.Uniform(step, numbers);
        for (var i = 0; i < count; i++)
        {
            var own = numbers.AsSpan(i * (Choices + Size), Choices + Size);
            var strength = own[1];
            var perPixel = own[Choices..];
            var image = images.Slice(i * Size, Size);
            switch ((int)(own[0] * 8))
            {
                case 0: AddNoise(image, perPixel, 0.4f * strength); break;
                case 1: Speckle(image, perPixel, 0.15f * strength); break;
                case 2: Fade(image, 1 - (0.5f * strength)); break;
                case 3: Blur(image, strength); break;
                default: break;
            }
        }
    }

    /// <summary>Uniform noise with a share in every pixel.</summary>
    private static void AddNoise(Span<float> image, ReadOnlySpan<float> perPixel, float share)
    {
        for (var i = 0; i < Size; i++)
            image[i] = ((1 - share) * image[i]) + (share * ((2 * perPixel[i]) - 1));
    }

    /// <summary>A share of the pixels gets a random grey level.</summary>
    private static void Speckle(Span<float> image, ReadOnlySpan<float> perPixel, float share)
    {
        for (var i = 0; i < Size; i++)
            if (perPixel[i] < share) image[i] = (2 * (perPixel[i] / share)) - 1;
    }

    /// <summary>Ink keeps a part of its strength.</summary>
    private static void Fade(Span<float> image, float strength)
    {
        foreach (ref var pixel in image)
            pixel = (strength * (pixel + 1)) - 1;
    }

    /// <summary>Moves every pixel towards the mean of its three by three neighbours; outside is paper.</summary>
    private static void Blur(Span<float> image, float share)
    {
        Span<float> before = stackalloc float[(Side + 2) * (Side + 2)];
        before.Fill(-1);
        for (var y = 0; y < Side; y++)
            image.Slice(y * Side, Side).CopyTo(before[(((y + 1) * (Side + 2)) + 1)..]);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var sum = 0f;
                for (var row = 0; row < 3; row++)
                    for (var column = 0; column < 3; column++)
                        sum += before[((y + row) * (Side + 2)) + x + column];
                ref var pixel = ref image[(y * Side) + x];
                pixel = ((1 - share) * pixel) + (share * (sum / 9));
            }
        }
    }
}
