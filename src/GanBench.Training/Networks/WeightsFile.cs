using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanBench.Records;

namespace GanBench.Training.Networks;

/// <summary>Weights on disk: little-endian float32 behind their SHA-256, so that a damaged file is noticed.</summary>
internal static class WeightsFile
{
    /// <summary>SHA-256 of the weights as little-endian float32, lower-case hex.</summary>
    internal static string Digest(ReadOnlySpan<float> weights) => Convert.ToHexStringLower(SHA256.HashData(Bytes(weights)));

    /// <summary>The weights, or null when there is no file or it is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many weights it must hold.</param>
    /// <param name="expectedDigest">What <see cref="Digest"/> must be, or null when any undamaged weights will do.</param>
    /// <param name="progress">Told about a file that is no use; may be null.</param>
    internal static float[]? TryRead(string path, long count, string? expectedDigest, IProgress<string>? progress)
    {
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == SHA256.HashSizeInBytes + (count * sizeof(float))
            && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            var weights = Weights(bytes.AsSpan(SHA256.HashSizeInBytes));
            if (expectedDigest is null || Digest(weights) == expectedDigest) return weights;
            progress?.Report($"{path} holds other weights than this version of GanBench trains; they are trained again.");
            return null;
        }

        progress?.Report($"{path} is damaged; its weights are trained again.");
        return null;
    }

    /// <summary>Writes the weights; the file is whole or not there.</summary>
    internal static void Write(string path, ReadOnlySpan<float> weights)
    {
        var bytes = Bytes(weights);
        WholeFile.Write(path, [.. SHA256.HashData(bytes), .. bytes]);
    }

    /// <summary>The weights as little-endian float32.</summary>
    internal static byte[] Bytes(ReadOnlySpan<float> weights)
    {
        var bytes = MemoryMarshal.AsBytes(weights).ToArray();
        if (!BitConverter.IsLittleEndian) ReverseEach(bytes);
        return bytes;
    }

    /// <summary>The weights in little-endian float32 bytes.</summary>
    internal static float[] Weights(ReadOnlySpan<byte> bytes)
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
