using System.Runtime.InteropServices;

namespace BitTorch.Tests;

/// <summary>
/// Floats that end exactly at the end of a memory page. On Linux the next page is closed: a kernel that reads or writes one float too
/// many kills the test run. In front lies a pattern that <see cref="AssertFrontUntouched"/> checks.
/// </summary>
internal sealed unsafe partial class GuardedBuffer : IDisposable
{
    private const int PageBytes = 65536;
    private const int FrontFloats = 64;
    private const int FrontPattern = 0x5A17C0DE;

    private readonly byte* memory;
    private readonly nuint openBytes;

    internal GuardedBuffer(int count)
    {
        Count = count;
        openBytes = (nuint)((((count + FrontFloats) * sizeof(float)) + PageBytes - 1) / PageBytes * PageBytes);
        memory = (byte*)NativeMemory.AlignedAlloc(openBytes + PageBytes, PageBytes);
        Pointer = (float*)(memory + openBytes) - count;
        for (var i = 1; i <= FrontFloats; i++)
            ((int*)Pointer)[-i] = FrontPattern;
        Span.Fill(float.NaN);
        if (OperatingSystem.IsLinux())
            Assert.That(Protect(memory + openBytes, PageBytes, 0), Is.Zero);
    }

    internal GuardedBuffer(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    internal int Count { get; }

    internal float* Pointer { get; }

    internal Span<float> Span => new(Pointer, Count);

    internal void AssertFrontUntouched()
    {
        for (var i = 1; i <= FrontFloats; i++)
            Assert.That(((int*)Pointer)[-i], Is.EqualTo(FrontPattern), $"float {i} in front of the buffer was overwritten");
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            _ = Protect(memory + openBytes, PageBytes, 3);
        NativeMemory.AlignedFree(memory);
    }

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int access);
}
