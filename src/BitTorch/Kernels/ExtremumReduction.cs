using System.Runtime.CompilerServices;

namespace BitTorch.Kernels;

/// <summary>Largest and smallest elements, by the rule of <see cref="Extremum"/>: NaN if there is one, and -0 is smaller than +0.</summary>
/// <remarks>
/// Exact, so the order is free. The maximum of nothing is -inf, the minimum +inf: callers that want an error check first. Pointers and
/// sizes are trusted; destination and source must not overlap.
/// </remarks>
internal static unsafe class ExtremumReduction
{
    /// <summary>destination[o] = largest of source[o, i] over i; source is [outer, n], contiguous.</summary>
    internal static void MaxRows(float* source, float* destination, nint outer, nint n) =>
        Columns<Largest>(source, destination, outer, n, 1);

    /// <summary>destination[o] = smallest of source[o, i] over i; source is [outer, n], contiguous.</summary>
    internal static void MinRows(float* source, float* destination, nint outer, nint n) =>
        Columns<Smallest>(source, destination, outer, n, 1);

    /// <summary>destination[o, j] = largest of source[o, i, j] over i; source is [outer, n, inner], contiguous.</summary>
    internal static void MaxColumns(float* source, float* destination, nint outer, nint n, nint inner) =>
        Columns<Largest>(source, destination, outer, n, inner);

    /// <summary>destination[o, j] = smallest of source[o, i, j] over i; source is [outer, n, inner], contiguous.</summary>
    internal static void MinColumns(float* source, float* destination, nint outer, nint n, nint inner) =>
        Columns<Smallest>(source, destination, outer, n, inner);

    /// <summary><see cref="MaxColumns(float*, float*, nint, nint, nint)"/> at a given SIMD width.</summary>
    internal static void MaxColumns<T>(float* source, float* destination, nint outer, nint n, nint inner)
        where T : unmanaged, ILanes<T> => Columns<T, Largest>(source, destination, outer, n, inner);

    /// <summary><see cref="MinColumns(float*, float*, nint, nint, nint)"/> at a given SIMD width.</summary>
    internal static void MinColumns<T>(float* source, float* destination, nint outer, nint n, nint inner)
        where T : unmanaged, ILanes<T> => Columns<T, Smallest>(source, destination, outer, n, inner);

    private static void Columns<TChoice>(float* source, float* destination, nint outer, nint n, nint inner)
        where TChoice : struct, IChoice
    {
        if (SimdWidth.Is512)
            Columns<Lanes512, TChoice>(source, destination, outer, n, inner);
        else if (SimdWidth.Is256)
            Columns<Lanes256, TChoice>(source, destination, outer, n, inner);
        else if (SimdWidth.Is128)
            Columns<Lanes128, TChoice>(source, destination, outer, n, inner);
        else
            Columns<Lanes1, TChoice>(source, destination, outer, n, inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TChoice>(float* source, float* destination, nint outer, nint n, nint inner)
        where T : unmanaged, ILanes<T>
        where TChoice : struct, IChoice
    {
        for (nint o = 0; o < outer; o++, source += n * inner, destination += inner)
        {
            if (inner == 1)
            {
                *destination = OfSequence<T, TChoice>(source, n);
                continue;
            }

            nint j = 0;
            for (; j + T.Count <= inner; j += T.Count)
                OfColumns<T, TChoice>(source + j, destination + j, n, inner);
            for (; j < inner; j++)
                OfColumns<Lanes1, TChoice>(source + j, destination + j, n, inner);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfColumns<T, TChoice>(float* source, float* destination, nint n, nint inner)
        where T : unmanaged, ILanes<T>
        where TChoice : struct, IChoice
    {
        var chosen = T.Broadcast(TChoice.OfNothing);
        for (nint i = 0; i < n; i++, source += inner)
            chosen = TChoice.Choose(chosen, T.Load(source));
        T.Store(destination, chosen);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfSequence<T, TChoice>(float* source, nint n)
        where T : unmanaged, ILanes<T>
        where TChoice : struct, IChoice
    {
        var lanes = T.Broadcast(TChoice.OfNothing);
        nint i = 0;
        for (; i + T.Count <= n; i += T.Count)
            lanes = TChoice.Choose(lanes, T.Load(source + i));

        var chosen = Lanes1.Broadcast(TChoice.OfNothing);
        for (; i < n; i++)
            chosen = TChoice.Choose(chosen, Lanes1.Load(source + i));

        // A copy, so that only the copy has an address and the loop's vector stays in a register.
        var last = lanes;
        for (var lane = 0; lane < T.Count; lane++)
            chosen = TChoice.Choose(chosen, Lanes1.Load((float*)&last + lane));

        float result;
        Lanes1.Store(&result, chosen);
        return result;
    }

    /// <summary>Which of two elements wins; known to the JIT.</summary>
    private interface IChoice
    {
        /// <summary>The value that never wins.</summary>
        static abstract float OfNothing { get; }

        static abstract T Choose<T>(T a, T b)
            where T : unmanaged, ILanes<T>;
    }

    private readonly struct Largest : IChoice
    {
        public static float OfNothing => float.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Choose<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Max(a, b);
    }

    private readonly struct Smallest : IChoice
    {
        public static float OfNothing => float.PositiveInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Choose<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Min(a, b);
    }
}
