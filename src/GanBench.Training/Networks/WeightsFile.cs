using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GanBench.Training.Networks;

/// <summary>Weights on disk: little-endian float32 behind their SHA-256, so that a damaged file is noticed.</summary>
internal static class WeightsFile
{
    /// <summary>SHA-256 of the weights as little-endian float32, lower-case hex.</summary>
    internal static string Digest(ReadOnlySpan<float> weights) => Convert.ToHexStringLower(SHA256.HashData(Bytes(weights)));

    /// <summary>The weights, or null when there is no file or it is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many weights it must hold.</param>
    /// <param name="progress">Told about a damaged file; may be null.</param>
    internal static float[]? TryRead(string path, long count, IProgress<string>? progress)
    {
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == SHA256.HashSizeInBytes + (count * sizeof(float))
            && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            return Weights(bytes.AsSpan(SHA256.HashSizeInBytes));
        }

        progress?.Report($"{path} is damaged; its weights are trained again.");
        return null;
    }

    /// <summary>Writes the weights under a temporary name and renames the file, so that it is whole or not there.</summary>
    internal static void Write(string path, ReadOnlySpan<float> weights)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = Bytes(weights);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var file = File.Create(temporary))
        {
            file.Write(SHA256.HashData(bytes));
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The weights as little-endian float32.</summary>
    internal static byte[] Bytes(ReadOnlySpan<float> weights)
    {
        var bytes = MemoryMarshal.AsBytes(weights).ToArray();
        if (!BitConverter.IsLittleEndian) ReverseEach(bytes);
        return bytes;
    }

    private static float[] Weights(ReadOnlySpan<byte> bytes)
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
