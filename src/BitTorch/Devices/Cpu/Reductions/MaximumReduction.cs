using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Reductions;

/// <summary>Largest elements, by the rule of <see cref="Extremum"/>: NaN if there is one, and -0 is smaller than +0.</summary>
/// <remarks>
/// Exact, so the order is free. The maximum of nothing is -inf: callers that want an error check first. Pointers and sizes are trusted;
/// destination and source must not overlap.
/// </remarks>
internal static unsafe class MaximumReduction
{
    /// <summary>destination[o] = largest of source[o, i] over i; source is [outer, n], contiguous.</summary>
    internal static void OfRows(float* source, float* destination, nint outer, nint n) => OfColumns(source, destination, outer, n, 1);

    /// <summary>destination[o, j] = largest of source[o, i, j] over i; source is [outer, n, inner], contiguous.</summary>
    internal static void OfColumns(float* source, float* destination, nint outer, nint n, nint inner)
    {
        if (SimdWidth.Is512)
            OfColumns<Lanes512>(source, destination, outer, n, inner);
        else if (SimdWidth.Is256)
            OfColumns<Lanes256>(source, destination, outer, n, inner);
        else if (SimdWidth.Is128)
            OfColumns<Lanes128>(source, destination, outer, n, inner);
        else
            OfColumns<Lanes1>(source, destination, outer, n, inner);
    }

    /// <summary>The same at a given SIMD width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfColumns<T>(float* source, float* destination, nint outer, nint n, nint inner)
        where T : unmanaged, ILanes<T>
    {
        for (nint o = 0; o < outer; o++, source += n * inner, destination += inner)
        {
            if (inner == 1)
            {
                *destination = OfSequence<T>(source, n);
                continue;
            }

            nint j = 0;
            for (; j + T.Count <= inner; j += T.Count)
                OfSomeColumns<T>(source + j, destination + j, n, inner);
            for (; j < inner; j++)
                OfSomeColumns<Lanes1>(source + j, destination + j, n, inner);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfSomeColumns<T>(float* source, float* destination, nint n, nint inner)
        where T : unmanaged, ILanes<T>
    {
        var largest = T.Broadcast(float.NegativeInfinity);
        for (nint i = 0; i < n; i++, source += inner)
            largest = T.Max(largest, T.Load(source));
        T.Store(destination, largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfSequence<T>(float* source, nint n)
        where T : unmanaged, ILanes<T>
    {
        var lanes = T.Broadcast(float.NegativeInfinity);
        nint i = 0;
        for (; i + T.Count <= n; i += T.Count)
            lanes = T.Max(lanes, T.Load(source + i));

        var largest = Lanes1.Broadcast(float.NegativeInfinity);
        for (; i < n; i++)
            largest = Lanes1.Max(largest, Lanes1.Load(source + i));

        // A copy, so that only the copy has an address and the loop's vector stays in a register.
        var last = lanes;
        for (var lane = 0; lane < T.Count; lane++)
            largest = Lanes1.Max(largest, Lanes1.Load((float*)&last + lane));

        float result;
        Lanes1.Store(&result, largest);
        return result;
    }
}
