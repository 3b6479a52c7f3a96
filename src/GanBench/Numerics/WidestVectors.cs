using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanBench.Numerics;

/// <summary>The widest vectors that this process may use, for records. Nothing here changes a number.</summary>
public static class WidestVectors
{
    /// <summary><c>512-bit</c>, <c>256-bit</c>, <c>128-bit</c>, or <c>scalar</c> when there are none.</summary>
    /// <remarks>Asks the processor as the engines do, and not an engine, so that it holds for each of them.</remarks>
    public static string Name =>
        Avx512F.IsSupported ? "512-bit"
        : Avx2.IsSupported && Fma.IsSupported ? "256-bit"
        : Vector128.IsHardwareAccelerated ? "128-bit"
        : "scalar";
}
