using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanBench.Datasets;

/// <summary>One split of MNIST as its files hold it.</summary>
/// <param name="Pixels">Grey levels from 0 (paper) to 255 (ink), row-major, shape [N, 28, 28].</param>
/// <param name="Labels">Digits from 0 to 9, shape [N].</param>
public sealed record MnistSplit(ReadOnlyMemory<byte> Pixels, ReadOnlyMemory<byte> Labels)
{
    /// <summary>Pixels of one image: 28 rows of 28.</summary>
    public const int ImageSize = 28 * 28;

    /// <summary>N, the number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Writes one image as floats: x / 127.5 - 1, computed in float32.</summary>
    /// <param name="index">Image in [0, N).</param>
    /// <param name="image">Overwritten with <see cref="ImageSize"/> numbers in [-1, 1], row-major.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void WriteImage(int index, Span<float> image)
    {
        if (image.Length != ImageSize)
            throw new ArgumentException($"An image has {ImageSize} pixels; the span holds {image.Length}.", nameof(image));

        ref var pixels = ref MemoryMarshal.GetReference(Pixels.Span.Slice(index * ImageSize, ImageSize));
        ref var values = ref MemoryMarshal.GetReference(image);
        for (nuint i = 0; i < ImageSize; i += 16)
        {
            var (low, high) = Vector256.Widen(Vector256.WidenLower(Vector256.Create(Vector128.LoadUnsafe(ref pixels, i), default)));
            Scale(low).StoreUnsafe(ref values, i);
            Scale(high).StoreUnsafe(ref values, i + 8);
        }
    }

    /// <summary>How many images carry each label.</summary>
    /// <returns>Counts by digit, shape [10].</returns>
    public int[] LabelCounts()
    {
        var counts = new int[10];
        foreach (var label in Labels.Span)
            counts[label]++;
        return counts;
    }

    private static Vector256<float> Scale(Vector256<uint> pixels) =>
        (Vector256.ConvertToSingle(pixels.AsInt32()) / 127.5f) - Vector256<float>.One;
}
