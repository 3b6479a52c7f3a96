using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanBench.Numerics;

/// <summary>Four floats: SSE, NEON, and, lane by lane in software, anything else.</summary>
internal readonly struct FloatLanes128 : IFloatLanes<Vector128<float>>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source, nuint offset) => Vector128.LoadUnsafe(ref source, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddSquaredDifference(Vector128<float> a, Vector128<float> b, Vector128<float> sum)
    {
        var difference = a - b;
        return Vector128.FusedMultiplyAdd(difference, difference, sum);
    }
}
