using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GanBench.Files;

/// <summary>Weights on disk: little-endian float32 behind their SHA-256, so that a damaged file is told from a foreign one.</summary>
public static class WeightsFile
{
    /// <summary>SHA-256 of the weights as little-endian float32, lower-case hex.</summary>
    public static string Digest(ReadOnlySpan<float> weights) => Convert.ToHexStringLower(SHA256.HashData(Bytes(weights)));

    /// <summary>Reads the weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many weights it must hold.</param>
    /// <param name="expectedDigest">What <see cref="Digest"/> must be.</param>
    /// <exception cref="InvalidDataException">
    /// It is not there, is damaged, or holds other weights; the message names it and both digests.
    /// </exception>
    public static float[] Read(string path, long count, string expectedDigest)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} is not there; its weights have the SHA-256 {expectedDigest}.");

        var bytes = File.ReadAllBytes(path);
        var length = SHA256.HashSizeInBytes + (count * sizeof(float));
        if (bytes.Length != length)
            throw new InvalidDataException($"{path} is damaged: it has {bytes.Length} bytes instead of {length}, so not the weights with "
                + $"the SHA-256 {expectedDigest}.");

        var content = bytes.AsSpan(SHA256.HashSizeInBytes);
        var found = SHA256.HashData(content);
        if (Convert.ToHexStringLower(found) == expectedDigest) return Weights(content);
        throw new InvalidDataException(bytes.AsSpan(0, SHA256.HashSizeInBytes).SequenceEqual(found)
            ? $"{path} holds other weights: their SHA-256 is {Convert.ToHexStringLower(found)}, not {expectedDigest}."
            : $"{path} is damaged: the SHA-256 of its weights is {Convert.ToHexStringLower(found)}, not {expectedDigest}.");
    }

    /// <summary>What <see cref="Read"/> reads: the SHA-256 of the weights, then the weights as little-endian float32.</summary>
    public static byte[] Content(ReadOnlySpan<float> weights)
    {
        var bytes = Bytes(weights);
        return [.. SHA256.HashData(bytes), .. bytes];
    }

    /// <summary>The weights as little-endian float32.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> weights)
    {
        var bytes = MemoryMarshal.AsBytes(weights).ToArray();
        if (!BitConverter.IsLittleEndian) ReverseEach(bytes);
        return bytes;
    }

    /// <summary>The weights in little-endian float32 bytes.</summary>
    public static float[] Weights(ReadOnlySpan<byte> bytes)
    {
        var own = bytes.ToArray();
        if (!BitConverter.IsLittleEndian) ReverseEach(own);
        return MemoryMarshal.Cast<byte, float>(own).ToArray();
    }

    private static void ReverseEach(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i += sizeof(float))
            bytes.AsSpan(i, sizeof(float)).Reverse();
    }
}
