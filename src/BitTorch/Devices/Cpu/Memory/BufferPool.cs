using System.Numerics;
using BitTorch.Tensors;

namespace BitTorch.Devices.Cpu.Memory;

/// <summary>Free buffers of this thread, by power-of-two size class: a training step uses the buffers of the step before.</summary>
/// <remarks>
/// One pool a thread, so no locks. A buffer that is given back on another thread joins that thread's pool. Past
/// <see cref="KeptFloats"/> buffers are left to the garbage collector instead.
/// </remarks>
internal static class BufferPool
{
    /// <summary>Floats that a thread's pool keeps at most: 512 MiB.</summary>
    internal const long KeptFloats = 128L * 1024 * 1024;

    private const int SmallestCapacity = 64;

    [ThreadStatic]
    private static Stack<Storage>[]? free;

    [ThreadStatic]
    private static long keptFloats;

    /// <summary>Floats that this thread's pool keeps now.</summary>
    internal static long KeptNow => keptFloats;

    /// <param name="length">Floats needed, 0 to <see cref="Shape.LargestCount"/>.</param>
    internal static Storage Rent(int length)
    {
        // Powers of two, so that a batch of another size finds the buffers of the one before.
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, SmallestCapacity));
        var bucket = BitOperations.Log2((uint)capacity);
        free ??= NewBuckets();
        if (free[bucket].TryPop(out var storage))
        {
            keptFloats -= storage.Capacity;
            return storage;
        }

        return new Storage(capacity, bucket);
    }

    internal static void Return(Storage storage)
    {
        if (keptFloats + storage.Capacity > KeptFloats)
        {
            return;
        }

        free ??= NewBuckets();
        keptFloats += storage.Capacity;
        free[storage.Bucket].Push(storage);
    }

    private static Stack<Storage>[] NewBuckets()
    {
        var buckets = new Stack<Storage>[31];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new Stack<Storage>();
        }

        return buckets;
    }
}
