using System.Runtime.CompilerServices;

namespace BitTorch.Kernels;

/// <summary>City-block distances between two sets of points, and what their gradients need. Lanes run over the second set.</summary>
/// <remarks>
/// a is [batches, P, D]; b comes with one coordinate a row, [batches, D, Q]. Sums over d ascend; sums over the second set have the fixed
/// shape of <see cref="Reduction"/>: 16 virtual lanes, then one tree.
/// </remarks>
internal static unsafe class CityBlock
{
    private const int VirtualLanes = 16;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SignedSumsRow<T>(float* weights, float* a, float* b, float* result, int q, int d)
        where T : unmanaged, ILanes<T>
    {
        var lanes = stackalloc float[VirtualLanes];
        var sign = default(TimesSign);
        for (var k = 0; k < d; k++)
        {
            var coordinate = T.Broadcast(a[k]);
            var column = b + ((long)k * q);
            for (var lane = 0; lane < VirtualLanes; lane += T.Count)
            {
                var sum = T.Broadcast(0);
                for (var j = lane; j < q; j += VirtualLanes)
                {
                    var count = Math.Min(T.Count, q - j);
                    sum += sign.Apply(Load<T>(weights + j, count), coordinate - Load<T>(column + j, count));
                }

                T.Store(lanes + lane, sum);
            }

            for (var half = VirtualLanes / 2; half > 0; half /= 2)
                for (var lane = 0; lane < half; lane++)
                    lanes[lane] += lanes[lane + half];
            result[k] = lanes[0];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SignedProjectionsRow<T>(float* weights, float* a, float* b, float* result, int q, int d)
        where T : unmanaged, ILanes<T>
    {
        var sign = default(TimesSign);
        for (var j = 0; j < q; j += T.Count)
        {
            var count = Math.Min(T.Count, q - j);
            var sum = T.Broadcast(0);
            for (var k = 0; k < d; k++)
                sum += sign.Apply(T.Broadcast(weights[k]), T.Broadcast(a[k]) - Load<T>(b + ((long)k * q) + j, count));
            T.StoreFirst(result + j, sum, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T>(float* source, int count)
        where T : unmanaged, ILanes<T> => count == T.Count ? T.Load(source) : T.LoadFirst(source, count);
}
