using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

/// <summary>Files in MNIST's layout with a few images each: two for training, one for testing.</summary>
internal static class TinyMnist
{
    public static ImmutableDictionary<string, byte[]> Contents { get; } = new Dictionary<string, byte[]>
    {
        ["train-images-idx3-ubyte"] = Images(2),
        ["train-labels-idx1-ubyte"] = Labels(3, 8),
        ["t10k-images-idx3-ubyte"] = Images(1),
        ["t10k-labels-idx1-ubyte"] = Labels(5),
    }.ToImmutableDictionary();

    public static ImmutableArray<MnistFile> Files { get; } =
        [.. MnistFile.Official.Select(file => file with
        {
            Length = Contents[file.Name].Length,
            Digest = Convert.ToHexStringLower(SHA256.HashData(Contents[file.Name])),
        })];

    /// <summary>N images; pixel p of image i is (p + i) mod 256.</summary>
    public static byte[] Images(byte count) =>
        [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, count).SelectMany(Pixels)];

    public static byte[] Labels(params byte[] digits) => [0, 0, 8, 1, 0, 0, 0, (byte)digits.Length, .. digits];

    public static byte[] Gzipped(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private static IEnumerable<byte> Pixels(int image) => Enumerable.Range(0, 784).Select(pixel => (byte)(pixel + image));
}
