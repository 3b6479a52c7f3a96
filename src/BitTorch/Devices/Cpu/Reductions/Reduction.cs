using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Reductions;

/// <summary>Sums with one fixed shape, whatever the SIMD width and the memory layout.</summary>
/// <remarks>
/// <para>The sum of x_0 .. x_(n-1): sixteen virtual lanes start at +0, lane l adds x_l, x_(l+16), x_(l+32) ... in order; then lane l adds
/// lane l + 8 (for l below 8), then l + 4 (below 4), then l + 2 (below 2), then lane 0 adds lane 1. The sum of nothing is +0, and no sum
/// is -0.</para>
/// <para>Accuracy: |error| is at most about (n/16 + 4) * 2^-24 * sum |x|. NaN and infinities go through as in any sum.</para>
/// <para>Danger: pointers and sizes are trusted; destination and source must not overlap.</para>
/// </remarks>
internal static unsafe class Reduction
{
    /// <summary>Virtual lanes of a sum; part of the definition, not of the machine.</summary>
    internal const int VirtualLanes = 16;

    /// <summary>destination[o] = sum over i of source[o, i], at this machine's SIMD width.</summary>
    /// <param name="source">[outer, n], contiguous.</param>
    /// <param name="destination">[outer].</param>
    /// <param name="outer">Number of sums; 0 or more.</param>
    /// <param name="n">Terms of each; 0 or more.</param>
    internal static void SumRows(float* source, float* destination, nint outer, nint n)
    {
        if (SimdWidth.Is512)
            SumRows<Lanes512>(source, destination, outer, n);
        else if (SimdWidth.Is256)
            SumRows<Lanes256>(source, destination, outer, n);
        else if (SimdWidth.Is128)
            SumRows<Lanes128>(source, destination, outer, n);
        else
            SumRows<Lanes1>(source, destination, outer, n);
    }

    /// <summary>destination[o, j] = sum over i of source[o, i, j], at this machine's SIMD width.</summary>
    /// <param name="source">[outer, n, inner], contiguous.</param>
    /// <param name="destination">[outer, inner], contiguous.</param>
    /// <param name="outer">0 or more.</param>
    /// <param name="n">Terms of each sum; 0 or more.</param>
    /// <param name="inner">0 or more.</param>
    internal static void SumColumns(float* source, float* destination, nint outer, nint n, nint inner)
    {
        if (SimdWidth.Is512)
            SumColumns<Lanes512>(source, destination, outer, n, inner);
        else if (SimdWidth.Is256)
            SumColumns<Lanes256>(source, destination, outer, n, inner);
        else if (SimdWidth.Is128)
            SumColumns<Lanes128>(source, destination, outer, n, inner);
        else
            SumColumns<Lanes1>(source, destination, outer, n, inner);
    }

    /// <summary><see cref="SumRows(float*, float*, nint, nint)"/> at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SumRows<T>(float* source, float* destination, nint outer, nint n)
        where T : unmanaged, ILanes<T>
    {
        var lanes = stackalloc float[VirtualLanes];
        for (nint o = 0; o < outer; o++, source += n)
        {
            if (T.Count == 1)
                FillLanesOneByOne(source, n, lanes);
            else
                FillLanes<T>(source, n, lanes);
            destination[o] = SumOfLanes(lanes);
        }
    }

    /// <summary><see cref="SumColumns(float*, float*, nint, nint, nint)"/> at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SumColumns<T>(float* source, float* destination, nint outer, nint n, nint inner)
        where T : unmanaged, ILanes<T>
    {
        if (inner == 1)
        {
            SumRows<T>(source, destination, outer, n);
            return;
        }

        for (nint o = 0; o < outer; o++, source += n * inner, destination += inner)
        {
            nint j = 0;
            for (; j + T.Count <= inner; j += T.Count)
                SumOfColumns<T, Whole>(source + j, destination + j, n, inner, T.Count);
            if (j < inner)
                SumOfColumns<T, Part>(source + j, destination + j, n, inner, (int)(inner - j));
        }
    }

    /// <summary>
    /// The virtual lanes of one contiguous sequence. Missing terms of the last group add +0, which changes no lane: none is -0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillLanes<T>(float* source, nint n, float* lanes)
        where T : unmanaged, ILanes<T>
    {
        T s0 = default, s1 = default, s2 = default, s3 = default;
        nint i = 0;
        for (; i + VirtualLanes <= n; i += VirtualLanes)
        {
            s0 += T.Load(source + i);
            if (T.Count <= 8)
                s1 += T.Load(source + i + T.Count);
            if (T.Count <= 4)
            {
                s2 += T.Load(source + i + (2 * T.Count));
                s3 += T.Load(source + i + (3 * T.Count));
            }
        }

        var rest = (int)(n - i);
        if (rest > 0)
        {
            s0 += LoadRest<T>(source + i, rest, 0);
            if (T.Count <= 8)
                s1 += LoadRest<T>(source + i, rest, 1);
            if (T.Count <= 4)
            {
                s2 += LoadRest<T>(source + i, rest, 2);
                s3 += LoadRest<T>(source + i, rest, 3);
            }
        }

        T.Store(lanes, s0);
        if (T.Count <= 8)
            T.Store(lanes + T.Count, s1);
        if (T.Count <= 4)
        {
            T.Store(lanes + (2 * T.Count), s2);
            T.Store(lanes + (3 * T.Count), s3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LoadRest<T>(float* source, int rest, int vector)
        where T : unmanaged, ILanes<T> =>
        T.LoadFirst(source + (vector * T.Count), Math.Clamp(rest - (vector * T.Count), 0, T.Count));

    private static void FillLanesOneByOne(float* source, nint n, float* lanes)
    {
        new Span<float>(lanes, VirtualLanes).Clear();
        for (nint i = 0; i < n; i++)
            lanes[i % VirtualLanes] += source[i];
    }

    /// <summary>The fixed tree over sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumOfLanes(float* lanes)
    {
        var low = Vector128.Load(lanes) + Vector128.Load(lanes + 8);
        var high = Vector128.Load(lanes + 4) + Vector128.Load(lanes + 12);
        var four = low + high;
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
        return two.GetElement(0) + two.GetElement(1);
    }

    /// <summary>As many sums as there are real lanes, side by side; the sixteen virtual lanes are sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumOfColumns<T, TAccess>(float* source, float* destination, nint n, nint inner, int count)
        where T : unmanaged, ILanes<T>
        where TAccess : struct, IAccess
    {
        T s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        T s8 = default, s9 = default, s10 = default, s11 = default, s12 = default, s13 = default, s14 = default, s15 = default;
        var rest = n;
        for (; rest >= VirtualLanes; rest -= VirtualLanes)
        {
            s0 += Load<T, TAccess>(source, count);
            s1 += Load<T, TAccess>(source + inner, count);
            s2 += Load<T, TAccess>(source + (2 * inner), count);
            s3 += Load<T, TAccess>(source + (3 * inner), count);
            s4 += Load<T, TAccess>(source + (4 * inner), count);
            s5 += Load<T, TAccess>(source + (5 * inner), count);
            s6 += Load<T, TAccess>(source + (6 * inner), count);
            s7 += Load<T, TAccess>(source + (7 * inner), count);
            s8 += Load<T, TAccess>(source + (8 * inner), count);
            s9 += Load<T, TAccess>(source + (9 * inner), count);
            s10 += Load<T, TAccess>(source + (10 * inner), count);
            s11 += Load<T, TAccess>(source + (11 * inner), count);
            s12 += Load<T, TAccess>(source + (12 * inner), count);
            s13 += Load<T, TAccess>(source + (13 * inner), count);
            s14 += Load<T, TAccess>(source + (14 * inner), count);
            s15 += Load<T, TAccess>(source + (15 * inner), count);
            source += VirtualLanes * inner;
        }

        if (rest > 0)
            s0 += Load<T, TAccess>(source, count);
        if (rest > 1)
            s1 += Load<T, TAccess>(source + inner, count);
        if (rest > 2)
            s2 += Load<T, TAccess>(source + (2 * inner), count);
        if (rest > 3)
            s3 += Load<T, TAccess>(source + (3 * inner), count);
        if (rest > 4)
            s4 += Load<T, TAccess>(source + (4 * inner), count);
        if (rest > 5)
            s5 += Load<T, TAccess>(source + (5 * inner), count);
        if (rest > 6)
            s6 += Load<T, TAccess>(source + (6 * inner), count);
        if (rest > 7)
            s7 += Load<T, TAccess>(source + (7 * inner), count);
        if (rest > 8)
            s8 += Load<T, TAccess>(source + (8 * inner), count);
        if (rest > 9)
            s9 += Load<T, TAccess>(source + (9 * inner), count);
        if (rest > 10)
            s10 += Load<T, TAccess>(source + (10 * inner), count);
        if (rest > 11)
            s11 += Load<T, TAccess>(source + (11 * inner), count);
        if (rest > 12)
            s12 += Load<T, TAccess>(source + (12 * inner), count);
        if (rest > 13)
            s13 += Load<T, TAccess>(source + (13 * inner), count);
        if (rest > 14)
            s14 += Load<T, TAccess>(source + (14 * inner), count);

        s0 += s8;
        s1 += s9;
        s2 += s10;
        s3 += s11;
        s4 += s12;
        s5 += s13;
        s6 += s14;
        s7 += s15;
        s0 += s4;
        s1 += s5;
        s2 += s6;
        s3 += s7;
        s0 += s2;
        s1 += s3;
        if (TAccess.IsWhole)
            T.Store(destination, s0 + s1);
        else
            T.StoreFirst(destination, s0 + s1, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T, TAccess>(float* source, int count)
        where T : unmanaged, ILanes<T>
        where TAccess : struct, IAccess => TAccess.IsWhole ? T.Load(source) : T.LoadFirst(source, count);

    /// <summary>Whether all lanes of a vector exist in memory; known to the JIT.</summary>
    private interface IAccess
    {
        static abstract bool IsWhole { get; }
    }

    private readonly struct Whole : IAccess
    {
        public static bool IsWhole => true;
    }

    private readonly struct Part : IAccess
    {
        public static bool IsWhole => false;
    }
}
