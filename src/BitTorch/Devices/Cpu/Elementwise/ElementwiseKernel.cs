using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>Applies functions to many elements: each element on its own, so width and order change no bits.</summary>
internal static unsafe class ElementwiseKernel
{
    /// <summary>y = f(x) for a contiguous x and y of the same count; y may be x.</summary>
    internal static void Unary<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IUnary
    {
        fixed (float* source = x, destination = y)
        {
            if (SimdWidth.Is512) UnaryRun<TFunction, Lanes512>(function, source, destination, y.Length);
            else if (SimdWidth.Is256) UnaryRun<TFunction, Lanes256>(function, source, destination, y.Length);
            else if (SimdWidth.Is128) UnaryRun<TFunction, Lanes128>(function, source, destination, y.Length);
            else UnaryRun<TFunction, Lanes1>(function, source, destination, y.Length);
        }
    }

    /// <summary>y = f(a, b) element by element; y may be a or b when that has y's own layout.</summary>
    /// <param name="function">f.</param>
    /// <param name="a">First element of a.</param>
    /// <param name="b">First element of b.</param>
    /// <param name="y">First element of y.</param>
    /// <param name="counts">Sizes of the dimensions to walk, the innermost last; at least one, none of them 0.</param>
    /// <param name="strides">Strides of a, b and y for each of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Binary<TFunction>(
        TFunction function, float* a, float* b, float* y, ReadOnlySpan<long> counts, ReadOnlySpan<long> strides)
        where TFunction : struct, IBinary
    {
        if (SimdWidth.Is512) BinaryRuns<TFunction, Lanes512>(function, a, b, y, counts, strides);
        else if (SimdWidth.Is256) BinaryRuns<TFunction, Lanes256>(function, a, b, y, counts, strides);
        else if (SimdWidth.Is128) BinaryRuns<TFunction, Lanes128>(function, a, b, y, counts, strides);
        else BinaryRuns<TFunction, Lanes1>(function, a, b, y, counts, strides);
    }

    /// <summary>y = f(y, a, b) for contiguous operands of the same count.</summary>
    internal static void Ternary<TFunction>(TFunction function, Span<float> y, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        where TFunction : struct, ITernary
    {
        fixed (float* py = y, pa = a, pb = b)
        {
            if (SimdWidth.Is512) TernaryRun<TFunction, Lanes512>(function, py, pa, pb, y.Length);
            else if (SimdWidth.Is256) TernaryRun<TFunction, Lanes256>(function, py, pa, pb, y.Length);
            else if (SimdWidth.Is128) TernaryRun<TFunction, Lanes128>(function, py, pa, pb, y.Length);
            else TernaryRun<TFunction, Lanes1>(function, py, pa, pb, y.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TernaryRun<TFunction, T>(TFunction function, float* y, float* a, float* b, int count)
        where TFunction : struct, ITernary
        where T : unmanaged, ILanes<T>
    {
        var i = 0;
        for (; i <= count - T.Count; i += T.Count)
            T.Store(y + i, function.Apply(T.Load(y + i), T.Load(a + i), T.Load(b + i)));
        if (i < count)
        {
            var rest = count - i;
            T.StoreFirst(y + i, function.Apply(T.LoadFirst(y + i, rest), T.LoadFirst(a + i, rest), T.LoadFirst(b + i, rest)), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UnaryRun<TFunction, T>(TFunction function, float* x, float* y, int count)
        where TFunction : struct, IUnary
        where T : unmanaged, ILanes<T>
    {
        var i = 0;
        for (; i <= count - T.Count; i += T.Count)
            T.Store(y + i, function.Apply(T.Load(x + i)));
        if (i < count)
            T.StoreFirst(y + i, function.Apply(T.LoadFirst(x + i, count - i)), count - i);
    }

    /// <summary>Runs along the innermost dimension for every index of the outer ones.</summary>
    private static void BinaryRuns<TFunction, T>(
        TFunction function, float* a, float* b, float* y, ReadOnlySpan<long> counts, ReadOnlySpan<long> strides)
        where TFunction : struct, IBinary
        where T : unmanaged, ILanes<T>
    {
        var outer = counts.Length - 1;
        var inner = strides.Slice(3 * outer, 3);
        if (outer == 0)
        {
            BinaryRun<TFunction, T>(function, a, inner[0], b, inner[1], y, inner[2], counts[0]);
            return;
        }

        Span<long> index = stackalloc long[outer];
        index.Clear();
        while (true)
        {
            BinaryRun<TFunction, T>(function, a, inner[0], b, inner[1], y, inner[2], counts[outer]);
            var d = outer - 1;
            for (; d >= 0; d--)
            {
                a += strides[3 * d];
                b += strides[(3 * d) + 1];
                y += strides[(3 * d) + 2];
                if (++index[d] < counts[d]) break;
                index[d] = 0;
                a -= strides[3 * d] * counts[d];
                b -= strides[(3 * d) + 1] * counts[d];
                y -= strides[(3 * d) + 2] * counts[d];
            }

            if (d < 0) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BinaryRun<TFunction, T>(
        TFunction function, float* a, long aStride, float* b, long bStride, float* y, long yStride, long count)
        where TFunction : struct, IBinary
        where T : unmanaged, ILanes<T>
    {
        long i = 0;
        if (aStride == 1 && bStride == 1 && yStride == 1)
        {
            for (; i <= count - T.Count; i += T.Count)
                T.Store(y + i, function.Apply(T.Load(a + i), T.Load(b + i)));
            if (i < count)
            {
                T.StoreFirst(
                    y + i, function.Apply(T.LoadFirst(a + i, (int)(count - i)), T.LoadFirst(b + i, (int)(count - i))), (int)(count - i));
            }
        }
        else if (aStride == 1 && bStride == 0 && yStride == 1)
        {
            var scalar = T.Broadcast(*b);
            for (; i <= count - T.Count; i += T.Count)
                T.Store(y + i, function.Apply(T.Load(a + i), scalar));
            if (i < count)
                T.StoreFirst(y + i, function.Apply(T.LoadFirst(a + i, (int)(count - i)), scalar), (int)(count - i));
        }
        else if (aStride == 0 && bStride == 1 && yStride == 1)
        {
            var scalar = T.Broadcast(*a);
            for (; i <= count - T.Count; i += T.Count)
                T.Store(y + i, function.Apply(scalar, T.Load(b + i)));
            if (i < count)
                T.StoreFirst(y + i, function.Apply(scalar, T.LoadFirst(b + i, (int)(count - i))), (int)(count - i));
        }
        else
        {
            // Neither neighbours nor one number for all: gathering lanes would cost more than working on them.
            for (; i < count; i++)
                Lanes1.Store(y + (i * yStride), function.Apply(Lanes1.Load(a + (i * aStride)), Lanes1.Load(b + (i * bStride))));
        }
    }
}
