using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanBench.Numerics;

/// <summary>Eight floats: AVX2.</summary>
internal readonly struct FloatLanes256 : IFloatLanes<Vector256<float>>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source, nuint offset) => Vector256.LoadUnsafe(ref source, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AddSquaredDifference(Vector256<float> a, Vector256<float> b, Vector256<float> sum)
    {
        var difference = a - b;
        return Vector256.FusedMultiplyAdd(difference, difference, sum);
    }
}
