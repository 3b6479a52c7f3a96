using System.Collections.Immutable;
using System.Security.Cryptography;

namespace GanBench.Datasets;

/// <summary>What one MNIST file must be, uncompressed.</summary>
/// <param name="Name">File name without <c>.gz</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Digest">SHA-256, lower-case hex. Mirrors compress differently, so only the uncompressed bytes are compared.</param>
internal sealed record MnistFile(string Name, int Length, string Digest)
{
    /// <summary>The database as published: train images, train labels, test images, test labels.</summary>
    public static ImmutableArray<MnistFile> Official { get; } =
    [
        new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    /// <summary>Compares content with what it must be.</summary>
    /// <param name="content">Uncompressed bytes.</param>
    /// <returns>What is wrong, or null when the content is right.</returns>
    public string? Fault(ReadOnlySpan<byte> content)
    {
        if (content.Length > Length)
            return $"holds more than the expected {Length} bytes";
        if (content.Length < Length)
            return $"holds {content.Length} bytes, expected {Length}";

        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == Digest ? null : $"has SHA-256 {found}, expected {Digest}";
    }
}
