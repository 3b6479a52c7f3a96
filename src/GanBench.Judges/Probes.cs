using System.Collections.Immutable;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Judges;

/// <summary>The probes. Those that hold a digit which a person still reads should pass, all others should not.</summary>
internal static class Probes
{
    /// <summary>Images of each probe.</summary>
    public const int Count = 2000;

    private const int Side = 28;
    private const int Size = Side * Side;

    /// <summary>All probes.</summary>
    public static ImmutableArray<Probe> All { get; } =
    [
        new("uniform-noise", (_, _) => UniformNoise()),
        new("normal-noise", (_, _) => NormalNoise()),
        new("flat-grey", (_, _) => FlatGrey()),
        new("gaussian-blobs", (_, _) => GaussianBlobs()),
        new("pixels-in-random-order", (images, _) => PixelsInRandomOrder(images)),
        new("mean-of-two-digits", MeanOfTwoDigits),
        new("mean-of-five-images", (images, _) => MeanOfFiveImages(images)),
        new("digits-with-0.3-of-noise", (images, _) => WithNoise(images, 0.3f)),
        new("digits-with-0.8-of-noise", (images, _) => WithNoise(images, 0.8f)),
    ];

    private static SeedStream Stream(string name) => SeedStream.FromSeed(0).Derive("judge").Derive("probes").Derive(name);

    /// <summary>Every pixel independent and uniform in [-1, 1).</summary>
    private static Samples UniformNoise()
    {
        var values = new float[Count * Size];
        Stream("uniform").Uniform(0, values);
        foreach (ref var value in values.AsSpan())
            value = (2 * value) - 1;
        return new Samples(values, Size);
    }

    /// <summary>Every pixel independent and standard normal, cut off at -1 and 1.</summary>
    private static Samples NormalNoise()
    {
        var values = new float[Count * Size];
        Stream("normal").Normal(0, values);
        foreach (ref var value in values.AsSpan())
            value = Math.Clamp(value, -1, 1);
        return new Samples(values, Size);
    }

    /// <summary>One grey level an image, from black to white.</summary>
    private static Samples FlatGrey()
    {
        var values = new float[Count * Size];
        for (var i = 0; i < Count; i++)
            values.AsSpan(i * Size, Size).Fill((2f * i / (Count - 1)) - 1);
        return new Samples(values, Size);
    }

    /// <summary>
    /// One Gaussian bump of ink an image: centre within 8 pixels of the middle, a standard deviation of 2 to 6 pixels along each axis.
    /// </summary>
    private static Samples GaussianBlobs()
    {
        var numbers = new float[Count * 4];
        Stream("blobs").Uniform(0, numbers);
        var exponents = new float[Count * Size];
        for (var i = 0; i < Count; i++)
        {
            var own = numbers.AsSpan(i * 4, 4);
            var (centreX, centreY) = (5.5f + (16 * own[0]), 5.5f + (16 * own[1]));
            var (sigmaX, sigmaY) = (2 + (4 * own[2]), 2 + (4 * own[3]));
            for (var pixel = 0; pixel < Size; pixel++)
            {
                var (x, y) = (((pixel % Side) - centreX) / sigmaX, ((pixel / Side) - centreY) / sigmaY);
                exponents[(i * Size) + pixel] = ((x * x) + (y * y)) / -2;
            }
        }

        using var scope = NewDisposeScope();
        return new Samples(tensor(exponents, [exponents.Length]).exp().mul(2).sub(1).data<float>().ToArray(), Size);
    }

    /// <summary>Test images, each with its own order of pixels: ink enough for a digit, and no stroke.</summary>
    private static Samples PixelsInRandomOrder(Samples images)
    {
        var values = new float[Count * Size];
        for (var i = 0; i < Count; i++)
        {
            var order = Stream("order").Permutation(i, Size);
            for (var pixel = 0; pixel < Size; pixel++)
                values[(i * Size) + pixel] = images[i][order[pixel]];
        }

        return new Samples(values, Size);
    }

    /// <summary>Each test image over the next one of another digit.</summary>
    private static Samples MeanOfTwoDigits(Samples images, int[] labels)
    {
        var values = new float[Count * Size];
        for (var i = 0; i < Count; i++)
        {
            var other = i + 1;
            while (labels[other] == labels[i])
                other++;
            for (var pixel = 0; pixel < Size; pixel++)
                values[(i * Size) + pixel] = (images[i][pixel] + images[other][pixel]) / 2;
        }

        return new Samples(values, Size);
    }

    /// <summary>Five test images over each other, whatever digits they show.</summary>
    private static Samples MeanOfFiveImages(Samples images)
    {
        var values = new float[Count * Size];
        for (var i = 0; i < Count; i++)
            for (var pixel = 0; pixel < Size; pixel++)
                values[(i * Size) + pixel] =
                    (images[i][pixel] + images[i + 1][pixel] + images[i + 2][pixel] + images[i + 3][pixel] + images[i + 4][pixel]) / 5;
        return new Samples(values, Size);
    }

    /// <summary>Test images in which uniform noise has a share of every pixel.</summary>
    private static Samples WithNoise(Samples images, float share)
    {
        var values = UniformNoise().Values.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] = ((1 - share) * images.Values.Span[i]) + (share * values[i]);
        return new Samples(values, Size);
    }
}
