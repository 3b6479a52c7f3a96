using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>Adam's update of parameters and moments in one pass.</summary>
/// <remarks>
/// Each element goes through the operations of
/// m.mul_(b).add_(g, w); v.mul_(b).addcmul_(g, g, w); p.addcdiv_(m, v.sqrt().div(r).add_(e), rate),
/// with their roundings: the decayed moment, the square, the root, both quotients and the sum with epsilon are rounded; each
/// weighted sum is one fused multiply-add. Danger: pointers and the count are trusted.
/// </remarks>
internal static unsafe class AdamKernel
{
    /// <summary>One step over <paramref name="count"/> elements, at this machine's SIMD width.</summary>
    /// <param name="numbers">The step's numbers.</param>
    /// <param name="gradient">Read.</param>
    /// <param name="m">First moments, updated.</param>
    /// <param name="v">Second moments, updated.</param>
    /// <param name="p">Parameters, updated.</param>
    /// <param name="count">0 or more.</param>
    internal static void Run(AdamNumbers numbers, float* gradient, float* m, float* v, float* p, int count)
    {
        if (SimdWidth.Is512) Run<Lanes512>(numbers, gradient, m, v, p, count);
        else if (SimdWidth.Is256) Run<Lanes256>(numbers, gradient, m, v, p, count);
        else if (SimdWidth.Is128) Run<Lanes128>(numbers, gradient, m, v, p, count);
        else Run<Lanes1>(numbers, gradient, m, v, p, count);
    }

    /// <summary>The same at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(AdamNumbers numbers, float* gradient, float* m, float* v, float* p, int count)
        where T : unmanaged, ILanes<T>
    {
        var i = 0;
        for (; i <= count - T.Count; i += T.Count)
        {
            var (first, second, parameter) = Step(numbers, T.Load(gradient + i), T.Load(m + i), T.Load(v + i), T.Load(p + i));
            T.Store(m + i, first);
            T.Store(v + i, second);
            T.Store(p + i, parameter);
        }

        if (i < count)
        {
            var rest = count - i;
            var (first, second, parameter) =
                Step(
                    numbers, T.LoadFirst(gradient + i, rest), T.LoadFirst(m + i, rest), T.LoadFirst(v + i, rest), T.LoadFirst(p + i, rest));
            T.StoreFirst(m + i, first, rest);
            T.StoreFirst(v + i, second, rest);
            T.StoreFirst(p + i, parameter, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T M, T V, T P) Step<T>(in AdamNumbers numbers, T gradient, T m, T v, T p)
        where T : unmanaged, ILanes<T>
    {
        m = T.FusedMultiplyAdd(T.Broadcast(numbers.GradientWeight), gradient, m * T.Broadcast(numbers.FirstDecay));
        v = T.FusedMultiplyAdd(T.Broadcast(numbers.SquareWeight), gradient * gradient, v * T.Broadcast(numbers.SecondDecay));
        var denominator = (T.Sqrt(v) / T.Broadcast(numbers.RootCorrection)) + T.Broadcast(numbers.Epsilon);
        return (m, v, T.FusedMultiplyAdd(T.Broadcast(numbers.Rate), m / denominator, p));
    }
}
