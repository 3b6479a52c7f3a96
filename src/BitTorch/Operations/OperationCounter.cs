namespace BitTorch;

/// <summary>Counts the floating-point operations of products, convolutions and distances, those of their gradients included.</summary>
/// <remarks>
/// <para>A multiply-add counts as two operations, as is usual. A product of [m, k] and [k, n] counts 2 m n k; a convolution, and each of
/// its gradients, 2 for every output and tap, a tap on the zeros of the padding like any other; distances, and each of their gradients, 2
/// for every pair and coordinate: a difference and an addition, or a signed weight and an addition. All else is left out: it is of lower
/// order.</para>
/// <para>The count follows from shapes alone, so it is the same at every SIMD width and number of threads: calls are counted where they are
/// made, on the calling thread, before any work is shared out.</para>
/// </remarks>
internal static class OperationCounter
{
    [ThreadStatic]
    private static long count;

    /// <summary>Operations on this thread since it began; only differences mean anything.</summary>
    internal static long OnThisThread => count;

    /// <summary>Counts multiply-adds, or what counts like one.</summary>
    internal static void AddPairs(long pairs) => count += 2 * pairs;
}
