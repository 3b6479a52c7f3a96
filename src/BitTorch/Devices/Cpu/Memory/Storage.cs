using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BitTorch.Devices.Cpu.Memory;

/// <summary>A float32 buffer that tensors share: 64-byte aligned, on the pinned heap, given back to the pool by its last user.</summary>
/// <remarks>
/// The array belongs to the garbage collector, so a tensor that nobody disposed costs memory until it is collected, never a leak
/// or a dangling pointer. The contents of a new buffer are undefined.
/// </remarks>
internal sealed class Storage
{
    private const int AlignmentBytes = 64;

    private readonly float[] array;
    private readonly int start;
    private int users;

    /// <param name="capacity">Floats that fit, at least 1.</param>
    /// <param name="bucket">Size class in the pool.</param>
    internal Storage(int capacity, int bucket)
    {
        array = GC.AllocateUninitializedArray<float>(capacity + (AlignmentBytes / sizeof(float)), pinned: true);
        start = FloatsToAlignment(array);
        Capacity = capacity;
        Bucket = bucket;
    }

    internal int Capacity { get; }

    internal int Bucket { get; }

    /// <summary>The whole buffer.</summary>
    internal Span<float> Span => new(array, start, Capacity);

    /// <summary>Whether one tensor alone looks at it, and no gradient rule.</summary>
    internal bool IsUnshared => users == 1;

    /// <summary>
    /// Number of changes in place so far. It goes on when the pool gives the buffer to others, who only look for a change.
    /// </summary>
    internal int Version { get; private set; }

    /// <summary>Told by whoever changes elements of a tensor that users can see.</summary>
    internal void CountChange() => Version++;

    internal Storage Share()
    {
        users++;
        return this;
    }

    internal void Release()
    {
        if (--users == 0)
        {
            BufferPool.Return(this);
        }
    }

    private static unsafe int FloatsToAlignment(float[] array)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var misaligned = (int)(address % AlignmentBytes);
        return misaligned == 0 ? 0 : (AlignmentBytes - misaligned) / sizeof(float);
    }
}
