using System.Runtime.InteropServices;

namespace BitTorch.Devices.Cpu.Memory;

/// <summary>
/// One thread's working memory for packed operands: aligned to a cache line, grown when needed, kept until the thread ends.
/// </summary>
/// <remarks>
/// The only mutable static of the kernels. Its contents mean nothing between calls, so it cannot leak into a result; a kernel that
/// holds it must not call another one that asks for the same slot.
/// </remarks>
internal sealed unsafe class Scratch
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static Scratch? packed;

    [ThreadStatic]
    private static Scratch? rows;

    [ThreadStatic]
    private static Scratch? results;

    [ThreadStatic]
    private static Scratch? images;

    private float* memory;
    private nuint capacity;

    private Scratch()
    {
    }

    ~Scratch() => NativeMemory.AlignedFree(memory);

    /// <summary>Room for a packed operand: at least <paramref name="floats"/> floats of unknown content, 64-byte aligned.</summary>
    internal static float* ForPacking(nuint floats) => (packed ??= new Scratch()).AtLeast(floats);

    /// <summary>Room for copied rows of an operand; the same promise as <see cref="ForPacking"/>.</summary>
    internal static float* ForRows(nuint floats) => (rows ??= new Scratch()).AtLeast(floats);

    /// <summary>Room for results that are rearranged before they are stored; the same promise as <see cref="ForPacking"/>.</summary>
    internal static float* ForResults(nuint floats) => (results ??= new Scratch()).AtLeast(floats);

    /// <summary>Room for copies of images; the same promise as <see cref="ForPacking"/>.</summary>
    internal static float* ForImages(nuint floats) => (images ??= new Scratch()).AtLeast(floats);

    private float* AtLeast(nuint floats)
    {
        if (floats > capacity)
            Grow(floats);

        return memory;
    }

    private void Grow(nuint floats)
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        capacity = 0;
        memory = (float*)NativeMemory.AlignedAlloc(floats * sizeof(float), CacheLine);
        capacity = floats;
    }
}
