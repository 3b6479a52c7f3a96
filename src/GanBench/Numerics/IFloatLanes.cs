using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanBench.Numerics;

/// <summary>The few vector operations that distances need, so that one kernel serves every SIMD width.</summary>
/// <remarks>Every operation is lane-wise and rounded once, so a lane's result does not depend on the width.</remarks>
/// <typeparam name="T">A vector of <see cref="Count"/> floats.</typeparam>
internal interface IFloatLanes<T>
    where T : struct
{
    /// <summary>Floats in a vector: 16, 8 or 4.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> floats from a place that many floats behind the source.</summary>
    static abstract T Load(ref float source, nuint offset);

    /// <summary>Writes <see cref="Count"/> floats.</summary>
    static abstract void Store(T value, ref float destination, nuint offset);

    /// <summary>The same float in every lane.</summary>
    static abstract T Broadcast(float value);

    /// <summary>sum + (a - b)²: one rounding of the difference, one of the fused product and sum.</summary>
    static abstract T AddSquaredDifference(T a, T b, T sum);
}

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly struct FloatLanes512 : IFloatLanes<Vector512<float>>
{
    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint offset) => Vector512.LoadUnsafe(ref source, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AddSquaredDifference(Vector512<float> a, Vector512<float> b, Vector512<float> sum)
    {
        var difference = a - b;
        return Vector512.FusedMultiplyAdd(difference, difference, sum);
    }
}

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
