using BitTorch.Devices.Cpu.Elementwise;
using static BitTorch.torch;

namespace BitTorch.Tensors;

/// <summary>Functions of two broadcast tensors, walked over with as few and as long inner runs as possible.</summary>
internal static unsafe class Broadcasting
{
    /// <summary>y = f(a, b) with a and b broadcast to the shape of y; y may be a or b when that has y's own layout.</summary>
    internal static void Apply<TFunction>(string operation, TFunction function, Tensor a, Tensor b, Tensor y)
        where TFunction : struct, IBinary
    {
        if (y.Count == 0) return;
        Span<long> counts = stackalloc long[y.Rank + 1];
        Span<long> strides = stackalloc long[3 * (y.Rank + 1)];
        var rank = Collapse(a, b, y, counts, strides);
        fixed (float* pa = a.ElementsFromOffset(operation), pb = b.ElementsFromOffset(operation), py = y.ElementsFromOffset(operation))
            ElementwiseKernel.Binary(function, pa, pb, py, counts[..rank], strides);
    }

    /// <summary>
    /// Drops dimensions of size 1 and merges neighbours that lie behind each other in all three tensors.
    /// </summary>
    /// <param name="a">First operand, broadcastable to the shape of <paramref name="y"/>.</param>
    /// <param name="b">Second operand, broadcastable to the shape of <paramref name="y"/>.</param>
    /// <param name="y">The result.</param>
    /// <param name="counts">Filled with the sizes of the remaining dimensions; room for one more than y has.</param>
    /// <param name="strides">Filled with the strides of a, b and y for each of them; 0 where an operand is repeated.</param>
    /// <returns>Number of remaining dimensions, at least 1.</returns>
    private static int Collapse(Tensor a, Tensor b, Tensor y, Span<long> counts, Span<long> strides)
    {
        var rank = 0;
        for (var d = 0; d < y.Rank; d++)
        {
            var size = y.Sizes[d];
            if (size == 1) continue;
            var (sa, sb, sy) = (Stride(a, d - y.Rank), Stride(b, d - y.Rank), y.Strides[d]);
            var last = rank - 1;
            if (rank > 0 && strides[3 * last] == sa * size && strides[(3 * last) + 1] == sb * size && strides[(3 * last) + 2] == sy * size)
            {
                counts[last] *= size;
                rank--;
            }
            else
            {
                counts[rank] = size;
            }

            strides[3 * rank] = sa;
            strides[(3 * rank) + 1] = sb;
            strides[(3 * rank) + 2] = sy;
            rank++;
        }

        if (rank > 0) return rank;
        counts[0] = 1;
        strides[..3].Clear();
        return 1;
    }

    /// <summary>Stride along a dimension counted from the end; 0 where the operand is repeated.</summary>
    private static long Stride(Tensor operand, int fromEnd)
    {
        var d = operand.Rank + fromEnd;
        return d < 0 || operand.Sizes[d] == 1 ? 0 : operand.Strides[d];
    }
}
