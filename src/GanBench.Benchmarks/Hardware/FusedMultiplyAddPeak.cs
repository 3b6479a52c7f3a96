using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanBench.Benchmarks.Hardware;

/// <summary>
/// How many multiply-adds one core can do in a second when nothing but registers is touched: the ceiling of every product.
/// </summary>
/// <remarks>
/// Twelve independent chains of fused multiply-adds on the widest vectors of this process: more than latency times ports of any
/// processor so far, and few enough for the 16 registers of AVX2. The best of many short slices counts, so another program on the core
/// lowers it only when it never pauses. The clock drifts: measure it next to what it is compared with.
/// </remarks>
public static class FusedMultiplyAddPeak
{
    private const int Chains = 12;
    private const int Rounds = 20_000;

    /// <summary>Measures the peak.</summary>
    /// <param name="slices">Slices of about a millisecond, of which the best counts; at least 1.</param>
    /// <returns>Multiply-adds a second of one core; a fused multiply-add of n lanes counts n.</returns>
    /// <exception cref="InvalidOperationException">The result of the arithmetic is not what it must be.</exception>
    public static double MultiplyAddsPerSecond(int slices = 100)
    {
        if (Avx512F.IsSupported) return Best<Vector512<float>, Lanes512>(slices);
        if (Avx2.IsSupported && Fma.IsSupported) return Best<Vector256<float>, Lanes256>(slices);
        return Vector128.IsHardwareAccelerated ? Best<Vector128<float>, Lanes128>(slices) : Best<float, Lanes1>(slices);
    }

    private static double Best<T, TLanes>(int slices)
        where T : struct
        where TLanes : struct, ILanes<T>
    {
        Chain<T, TLanes>(Rounds);
        var best = 0.0;
        for (var slice = 0; slice < slices; slice++)
        {
            var start = Stopwatch.GetTimestamp();
            var sum = Chain<T, TLanes>(Rounds);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // x -> x / 2 + 1/2 ends at 1: asking for the sum keeps the compiler from leaving the work out.
            if (sum != Chains)
                throw new InvalidOperationException($"Bug in GanBench: the chains of multiply-adds end at {sum}, not at {Chains}.");
            best = Math.Max(best, (double)Rounds * Chains * TLanes.Count / seconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Chain<T, TLanes>(int rounds)
        where T : struct
        where TLanes : struct, ILanes<T>
    {
        var half = TLanes.Broadcast(0.5f);
        var (a, b, c, d, e, f) = (half, half, half, half, half, half);
        var (g, h, i, j, k, l) = (half, half, half, half, half, half);
        for (var round = 0; round < rounds; round++)
        {
            a = TLanes.MultiplyAdd(a, half, half);
            b = TLanes.MultiplyAdd(b, half, half);
            c = TLanes.MultiplyAdd(c, half, half);
            d = TLanes.MultiplyAdd(d, half, half);
            e = TLanes.MultiplyAdd(e, half, half);
            f = TLanes.MultiplyAdd(f, half, half);
            g = TLanes.MultiplyAdd(g, half, half);
            h = TLanes.MultiplyAdd(h, half, half);
            i = TLanes.MultiplyAdd(i, half, half);
            j = TLanes.MultiplyAdd(j, half, half);
            k = TLanes.MultiplyAdd(k, half, half);
            l = TLanes.MultiplyAdd(l, half, half);
        }

        return TLanes.First(a) + TLanes.First(b) + TLanes.First(c) + TLanes.First(d) + TLanes.First(e) + TLanes.First(f)
            + TLanes.First(g) + TLanes.First(h) + TLanes.First(i) + TLanes.First(j) + TLanes.First(k) + TLanes.First(l);
    }

    private interface ILanes<T>
    {
        static abstract int Count { get; }

        static abstract T Broadcast(float value);

        static abstract T MultiplyAdd(T a, T b, T c);

        static abstract float First(T a);
    }

    private readonly struct Lanes512 : ILanes<Vector512<float>>
    {
        public static int Count => 16;

        public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

        public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
            Avx512F.FusedMultiplyAdd(a, b, c);

        public static float First(Vector512<float> a) => a.ToScalar();
    }

    private readonly struct Lanes256 : ILanes<Vector256<float>>
    {
        public static int Count => 8;

        public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

        public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);

        public static float First(Vector256<float> a) => a.ToScalar();
    }

    private readonly struct Lanes128 : ILanes<Vector128<float>>
    {
        public static int Count => 4;

        public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

        public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
            Vector128.FusedMultiplyAdd(a, b, c);

        public static float First(Vector128<float> a) => a.ToScalar();
    }

    private readonly struct Lanes1 : ILanes<float>
    {
        public static int Count => 1;

        public static float Broadcast(float value) => value;

        public static float MultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

        public static float First(float a) => a;
    }
}
