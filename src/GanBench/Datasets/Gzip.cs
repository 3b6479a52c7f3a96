using System.IO.Compression;

namespace GanBench.Datasets;

/// <summary>Unpacks files of known size.</summary>
internal static class Gzip
{
    /// <summary>Unpacks, but never much more than is expected.</summary>
    /// <param name="compressed">A gzip file.</param>
    /// <param name="length">Expected bytes of content.</param>
    /// <returns>The content; one byte longer than expected when there is more of it than that.</returns>
    /// <exception cref="InvalidDataException">It is not a gzip file.</exception>
    public static byte[] Unpack(byte[] compressed, int length)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var content = new byte[length + 1];
        var count = gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..count];
    }
}
