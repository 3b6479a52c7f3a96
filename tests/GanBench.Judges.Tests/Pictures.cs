using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Judges.Tests;

/// <summary>Images for tests of judges.</summary>
internal static class Pictures
{
    private static readonly SeedStream Stream = SeedStream.FromSeed(20);

    /// <summary>Glyphs that no training draws, with their digits.</summary>
    public static (Samples Images, int[] Labels) Glyphs(int count)
    {
        var (images, labels) = (new float[count * MnistSplit.ImageSize], new int[count]);
        GlyphData.DrawLabelled(Stream.Derive("glyphs"), 0, images, labels);
        return (new Samples(images, MnistSplit.ImageSize), labels);
    }

    /// <summary>
    /// Images whose ink, from 0 to 1, is a function of the pixel x, y and of a thousand random numbers in [0, 1) that each image has.
    /// </summary>
    public static Samples Of(int count, Func<int, int, ReadOnlyMemory<float>, double> ink)
    {
        const int Numbers = 1000;
        var numbers = new float[count * Numbers];
        Stream.Derive("numbers").Uniform(0, numbers);
        var images = new float[count * MnistSplit.ImageSize];
        for (var i = 0; i < images.Length; i++)
        {
            var (image, pixel) = Math.DivRem(i, MnistSplit.ImageSize);
            images[i] = (float)((2 * ink(pixel % 28, pixel / 28, numbers.AsMemory(image * Numbers, Numbers))) - 1);
        }

        return new Samples(images, MnistSplit.ImageSize);
    }
}
