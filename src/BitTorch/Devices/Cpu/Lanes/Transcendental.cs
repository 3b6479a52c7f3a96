using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Lanes;

/// <summary>exp, log, tanh, sigmoid, softplus, sin and cos of float32, with the same bits on every machine.</summary>
/// <remarks>
/// <para>Polynomials (minimax fits made for this file) on exactly rounded operations in one written order, because the C library's
/// functions differ between systems and processors. Every function is defined for every float, denormals included; nothing is
/// flushed to zero. Largest errors found over every 37th of all floats, in units in the last place of the exact result's float:</para>
/// <list type="table">
/// <item><term>exp</term><description>1.00 (denormal results included)</description></item>
/// <item><term>log</term><description>0.78</description></item>
/// <item><term>tanh</term><description>1.31</description></item>
/// <item><term>sigmoid</term><description>2.32</description></item>
/// <item><term>softplus</term><description>1.62</description></item>
/// <item><term>sin, cos</term><description>1.13, 1.15 up to |x| = 2^20; NaN beyond</description></item>
/// </list>
/// </remarks>
internal static partial class Transcendental
{
    /// <summary>1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits of the float.</summary>
    private const float RoundingShift = 12582912f;

    /// <summary>The low bits as an int32, for a float that had <see cref="RoundingShift"/> added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ShiftedInteger<T>(T shifted)
        where T : unmanaged, ILanes<T> => T.SubtractBits(shifted, T.Broadcast(RoundingShift));

    /// <summary>c + x * higher: one step of Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Horner<T>(T higher, T x, float c)
        where T : unmanaged, ILanes<T> => T.FusedMultiplyAdd(higher, x, T.Broadcast(c));
}
