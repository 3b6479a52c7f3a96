using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch.Devices.Cpu.Reductions;

/// <summary>City-block distances between two sets of points, and what their gradients need. Lanes run over the second set.</summary>
/// <remarks>
/// a is [batches, P, D]; b comes with one coordinate a row, [batches, D, Q]. Sums over d ascend; sums over the second set have the fixed
/// shape of <see cref="Reduction"/>: 16 virtual lanes, then one tree.
/// </remarks>
internal static unsafe class CityBlock
{
    /// <summary>result[i, j] = sum over d of |a[i, d] - b[d, j]|.</summary>
    internal static void Distances(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, int batches, int p, int q, int d)
    {
        fixed (float* pa = a, pb = b, pr = result)
        {
            for (var i = 0; i < batches * p; i++)
            {
                var row = pa + ((long)i * d);
                var columns = pb + ((long)(i / p) * d * q);
                var output = pr + ((long)i * q);
                if (SimdWidth.Is512) DistancesRow<Lanes512>(row, columns, output, q, d);
                else if (SimdWidth.Is256) DistancesRow<Lanes256>(row, columns, output, q, d);
                else if (SimdWidth.Is128) DistancesRow<Lanes128>(row, columns, output, q, d);
                else DistancesRow<Lanes1>(row, columns, output, q, d);
            }
        }
    }

    /// <summary>result[i, d] = sum over j of weights[i, j] sign(a[i, d] - b[d, j]).</summary>
    internal static void SignedSums(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, int batches, int p, int q, int d)
    {
        fixed (float* pw = weights, pa = a, pb = b, pr = result)
        {
            for (var i = 0; i < batches * p; i++)
            {
                var w = pw + ((long)i * q);
                var row = pa + ((long)i * d);
                var columns = pb + ((long)(i / p) * d * q);
                var output = pr + ((long)i * d);
                if (SimdWidth.Is512) SignedSumsRow<Lanes512>(w, row, columns, output, q, d);
                else if (SimdWidth.Is256) SignedSumsRow<Lanes256>(w, row, columns, output, q, d);
                else if (SimdWidth.Is128) SignedSumsRow<Lanes128>(w, row, columns, output, q, d);
                else SignedSumsRow<Lanes1>(w, row, columns, output, q, d);
            }
        }
    }

    /// <summary>result[i, j] = sum over d of weights[i, d] sign(a[i, d] - b[d, j]).</summary>
    internal static void SignedProjections(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, int batches, int p, int q, int d)
    {
        fixed (float* pw = weights, pa = a, pb = b, pr = result)
        {
            for (var i = 0; i < batches * p; i++)
            {
                var w = pw + ((long)i * d);
                var row = pa + ((long)i * d);
                var columns = pb + ((long)(i / p) * d * q);
                var output = pr + ((long)i * q);
                if (SimdWidth.Is512) SignedProjectionsRow<Lanes512>(w, row, columns, output, q, d);
                else if (SimdWidth.Is256) SignedProjectionsRow<Lanes256>(w, row, columns, output, q, d);
                else if (SimdWidth.Is128) SignedProjectionsRow<Lanes128>(w, row, columns, output, q, d);
                else SignedProjectionsRow<Lanes1>(w, row, columns, output, q, d);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DistancesRow<T>(float* a, float* b, float* result, int q, int d)
        where T : unmanaged, ILanes<T>
    {
        for (var j = 0; j < q; j += T.Count)
        {
            var count = Math.Min(T.Count, q - j);
            var sum = T.Broadcast(0);
            for (var k = 0; k < d; k++)
                sum += T.Abs(T.Broadcast(a[k]) - Load<T>(b + ((long)k * q) + j, count));
            T.StoreFirst(result + j, sum, count);
        }
    }

    /// <summary>Four coordinates at a time: their chains of additions hide each other's latency, and the weights are read once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SignedSumsRow<T>(float* weights, float* a, float* b, float* result, int q, int d)
        where T : unmanaged, ILanes<T>
    {
        var lanes = stackalloc float[4 * Reduction.VirtualLanes];
        var k = 0;
        for (; k <= d - 4; k += 4)
        {
            var (a0, a1, a2, a3) = (T.Broadcast(a[k]), T.Broadcast(a[k + 1]), T.Broadcast(a[k + 2]), T.Broadcast(a[k + 3]));
            var column = b + ((long)k * q);
            for (var lane = 0; lane < Reduction.VirtualLanes; lane += T.Count)
            {
                T s0 = T.Broadcast(0), s1 = s0, s2 = s0, s3 = s0;
                for (var j = lane; j < q; j += Reduction.VirtualLanes)
                {
                    var count = Math.Min(T.Count, q - j);
                    var weight = Load<T>(weights + j, count);
                    s0 += Signed(weight, a0 - Load<T>(column + j, count));
                    s1 += Signed(weight, a1 - Load<T>(column + q + j, count));
                    s2 += Signed(weight, a2 - Load<T>(column + (2L * q) + j, count));
                    s3 += Signed(weight, a3 - Load<T>(column + (3L * q) + j, count));
                }

                T.Store(lanes + lane, s0);
                T.Store(lanes + Reduction.VirtualLanes + lane, s1);
                T.Store(lanes + (2 * Reduction.VirtualLanes) + lane, s2);
                T.Store(lanes + (3 * Reduction.VirtualLanes) + lane, s3);
            }

            for (var c = 0; c < 4; c++)
                result[k + c] = Reduction.SumOfLanes(lanes + (c * Reduction.VirtualLanes));
        }

        for (; k < d; k++)
        {
            var coordinate = T.Broadcast(a[k]);
            var column = b + ((long)k * q);
            for (var lane = 0; lane < Reduction.VirtualLanes; lane += T.Count)
            {
                var sum = T.Broadcast(0);
                for (var j = lane; j < q; j += Reduction.VirtualLanes)
                {
                    var count = Math.Min(T.Count, q - j);
                    sum += Signed(Load<T>(weights + j, count), coordinate - Load<T>(column + j, count));
                }

                T.Store(lanes + lane, sum);
            }

            result[k] = Reduction.SumOfLanes(lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SignedProjectionsRow<T>(float* weights, float* a, float* b, float* result, int q, int d)
        where T : unmanaged, ILanes<T>
    {
        for (var j = 0; j < q; j += T.Count)
        {
            var count = Math.Min(T.Count, q - j);
            var sum = T.Broadcast(0);
            for (var k = 0; k < d; k++)
                sum += Signed(T.Broadcast(weights[k]), T.Broadcast(a[k]) - Load<T>(b + ((long)k * q) + j, count));
            T.StoreFirst(result + j, sum, count);
        }
    }

    /// <summary>
    /// The weight with the sign of the difference: its sign bit is flipped by the difference's, and it is 0 where that is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Signed<T>(T weight, T difference)
        where T : unmanaged, ILanes<T> => default(TimesSign).Apply(weight, difference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T>(float* source, int count)
        where T : unmanaged, ILanes<T> => count == T.Count ? T.Load(source) : T.LoadFirst(source, count);
}
