using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Reductions;

/// <summary>A layer's gradient on its way through the activation, and the gradient of the bias, in one pass.</summary>
/// <remarks>
/// The bias gradient is the sum that <see cref="Reduction.SumColumns(float*, float*, nint, nint, nint)"/> takes of the finished gradient:
/// sixteen virtual lanes from +0, row i in lane i mod 16, then the same tree. Danger: pointers and sizes are trusted.
/// </remarks>
internal static unsafe class LayerGradient
{
    /// <summary>Columns at once: their virtual lanes stay in the first-level cache.</summary>
    private const int ColumnBlock = 256;

    /// <summary>
    /// through[o, i, j] = f(gradient[o, i, j], y[o, i, j]); sums[o, j] = sum over i of through[o, i, j], at this machine's SIMD width.
    /// </summary>
    /// <param name="slope">The activation's gradient rule.</param>
    /// <param name="gradient">[outer, n, inner], contiguous.</param>
    /// <param name="y">The layer's output in the same layout.</param>
    /// <param name="through">Written in the same layout; may be <paramref name="gradient"/>.</param>
    /// <param name="sums">[outer, inner], contiguous.</param>
    /// <param name="outer">0 or more.</param>
    /// <param name="n">Terms of each sum; 0 or more.</param>
    /// <param name="inner">0 or more.</param>
    internal static void Run<TSlope>(TSlope slope, float* gradient, float* y, float* through, float* sums, nint outer, nint n, nint inner)
        where TSlope : struct, IBinary
    {
        if (SimdWidth.Is512)
            Run<TSlope, Lanes512>(slope, gradient, y, through, sums, outer, n, inner);
        else if (SimdWidth.Is256)
            Run<TSlope, Lanes256>(slope, gradient, y, through, sums, outer, n, inner);
        else if (SimdWidth.Is128)
            Run<TSlope, Lanes128>(slope, gradient, y, through, sums, outer, n, inner);
        else
            Run<TSlope, Lanes1>(slope, gradient, y, through, sums, outer, n, inner);
    }

    /// <summary>The same at a given SIMD width; the width changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSlope, T>(
        TSlope slope, float* gradient, float* y, float* through, float* sums, nint outer, nint n, nint inner)
        where TSlope : struct, IBinary
        where T : unmanaged, ILanes<T>
    {
        var lanes = stackalloc float[Reduction.VirtualLanes * ColumnBlock];
        for (nint o = 0; o < outer; o++)
        {
            for (nint column = 0; column < inner; column += ColumnBlock)
            {
                var columns = (int)Math.Min(ColumnBlock, inner - column);
                var width = (columns + Reduction.VirtualLanes - 1) / Reduction.VirtualLanes * Reduction.VirtualLanes;
                new Span<float>(lanes, Reduction.VirtualLanes * width).Clear();
                for (nint i = 0; i < n; i++)
                {
                    var start = (((o * n) + i) * inner) + column;
                    AddRow<TSlope, T>(
                        slope, gradient + start, y + start, through + start, lanes + (i % Reduction.VirtualLanes * width), columns);
                }

                SumLanes<T>(lanes, width, sums + (o * inner) + column, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TSlope, T>(TSlope slope, float* gradient, float* y, float* through, float* lane, int columns)
        where TSlope : struct, IBinary
        where T : unmanaged, ILanes<T>
    {
        var j = 0;
        for (; j <= columns - T.Count; j += T.Count)
        {
            var value = slope.Apply(T.Load(gradient + j), T.Load(y + j));
            T.Store(through + j, value);
            T.Store(lane + j, T.Load(lane + j) + value);
        }

        if (j < columns)
        {
            var rest = columns - j;
            var value = slope.Apply(T.LoadFirst(gradient + j, rest), T.LoadFirst(y + j, rest));
            T.StoreFirst(through + j, value, rest);
            T.StoreFirst(lane + j, T.LoadFirst(lane + j, rest) + value, rest);
        }
    }

    /// <summary>The fixed tree over the sixteen lanes of each column; <paramref name="width"/> is a lane's room, whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumLanes<T>(float* lanes, int width, float* sums, int columns)
        where T : unmanaged, ILanes<T>
    {
        for (var half = Reduction.VirtualLanes / 2; half >= 1; half /= 2)
        {
            // What lies behind the last column is added too, but not copied.
            for (var lane = 0; lane < half; lane++)
            {
                var low = lanes + (lane * width);
                var high = low + (half * width);
                for (var j = 0; j < columns; j += T.Count)
                    T.Store(low + j, T.Load(low + j) + T.Load(high + j));
            }
        }

        new ReadOnlySpan<float>(lanes, columns).CopyTo(new Span<float>(sums, columns));
    }
}
