using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Numerics;

namespace GanBench.Experiments.Records;

/// <summary>The first samples of the last evaluation, for the pictures.</summary>
/// <param name="Shape">Sample shape: <c>[2]</c> for points, <c>[channels, height, width]</c> for images.</param>
/// <param name="Points">Row-major coordinates of points, in data units; empty for images.</param>
/// <param name="Pixels">Row-major 8-bit pixels of images (0 is -1, 255 is +1), base64 in JSON; empty for points.</param>
public sealed record SampleSheet(ImmutableArray<int> Shape, ImmutableArray<float> Points, byte[] Pixels)
{
    private const int KeptPoints = 500;
    private const int KeptImages = 40;

    /// <summary>The first 500 points or 40 images.</summary>
    /// <param name="samples">Samples, shape [N, d], in data units.</param>
    /// <param name="dataset">Says what one sample is.</param>
    public static SampleSheet Of(Samples samples, Dataset dataset)
    {
        if (dataset.SampleShape.Length == 1)
            return new SampleSheet(
                dataset.SampleShape, [.. samples.Values.Span[..(Math.Min(KeptPoints, samples.Count) * samples.Dimension)]], []);
        var pixels = samples.Values.Span[..(Math.Min(KeptImages, samples.Count) * samples.Dimension)].ToArray();
        return new SampleSheet(
            dataset.SampleShape, [], Array.ConvertAll(pixels, value => (byte)Math.Clamp(Math.Round((value + 1) * 127.5), 0, 255)));
    }
}
