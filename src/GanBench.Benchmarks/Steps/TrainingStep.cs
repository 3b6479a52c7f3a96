using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GanBench.Benchmarks.Steps;

/// <summary>A game in training whose steps are timed.</summary>
public abstract class TrainingStep : IDisposable
{
    /// <summary>All trained weights: tensors of shape [R, P], the generator's first.</summary>
    public abstract IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>One generator update with its discriminator updates, on fresh data and noise.</summary>
    public abstract void Run();

    /// <summary>SHA-256 of one replica's weights, as little-endian float32, in small hexadecimal digits.</summary>
    /// <param name="replica">0 to R - 1.</param>
    public string Digest(int replica)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (var weights in Parameters)
        {
            using var own = weights.detach().narrow(0, replica, 1);
            foreach (var weight in own.data<float>().ToArray())
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes, weight);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the game's memory back.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);
}
