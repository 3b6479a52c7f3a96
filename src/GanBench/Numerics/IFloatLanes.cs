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
