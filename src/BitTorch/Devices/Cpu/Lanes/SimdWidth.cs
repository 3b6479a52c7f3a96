using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitTorch.Devices.Cpu.Lanes;

/// <summary>The SIMD width that this process runs its kernels at; it changes the speed and never a bit of a result.</summary>
/// <remarks>
/// The properties are constants for the JIT, so <c>if (SimdWidth.Is512) K&lt;Lanes512&gt;(...); else if ...</c> leaves one branch. At most
/// one of them is true; none means one float at a time. <c>Vector512.IsHardwareAccelerated</c> is not asked because it is false under a
/// preferred width of 256 bits although the instructions are there.
/// </remarks>
internal static class SimdWidth
{
    /// <summary>Run <see cref="Lanes512"/>: AVX-512 is there.</summary>
    internal static bool Is512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary>Run <see cref="Lanes256"/>: AVX2 with fused multiply-add, no AVX-512.</summary>
    internal static bool Is256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Is512 && Avx2.IsSupported && Fma.IsSupported;
    }

    /// <summary>Run <see cref="Lanes128"/>: SSE or NEON.</summary>
    internal static bool Is128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Is512 && !Is256 && Vector128.IsHardwareAccelerated;
    }

    /// <summary>The width for reports, e.g. <c>512-bit</c>; <c>scalar</c> when there is no SIMD at all.</summary>
    internal static string Name => Is512 ? "512-bit" : Is256 ? "256-bit" : Is128 ? "128-bit" : "scalar";
}
