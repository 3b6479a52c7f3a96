using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace GanBench.Microbenchmarks.Steps;

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

/// <summary>A kind of training step that can be timed.</summary>
/// <param name="Name">Name in tables and on the command line.</param>
/// <param name="MultiplyAdds">Multiply-adds of the matrix products and convolutions that one step needs; nothing else is counted.</param>
/// <param name="StartWith">Makes a game at its start, ready to be trained: one replica for each of the seeds.</param>
public sealed record StepCase(string Name, double MultiplyAdds, Func<ImmutableArray<int>, TrainingStep> StartWith) : IWork
{
    /// <summary>Makes a game of one replica with seed 0.</summary>
    public TrainingStep Start() => StartWith([0]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Work whose multiply-adds are known, so that its time can be given as a share of the peak.</summary>
public interface IWork
{
    /// <summary>Multiply-adds of one operation.</summary>
    double MultiplyAdds { get; }
}
