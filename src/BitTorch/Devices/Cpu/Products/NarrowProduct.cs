using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>
/// Products with few output columns (a discriminator's logit, ten classes), run as the transposed product: lanes across rows.
/// </summary>
/// <remarks>The same chain of fused multiply-adds per output, so the same bits; a * b and b * a round alike.</remarks>
internal static unsafe class NarrowProduct
{
    /// <summary>Up to here the transposed product is faster than one that leaves lanes empty; measured.</summary>
    private const int MaxColumns = 12;

    /// <summary>Whether the product is narrow enough and has more rows than columns.</summary>
    internal static bool Suits(in ProductShape shape) => shape.Columns <= MaxColumns && shape.Rows > shape.Columns;

    /// <summary>
    /// One product of the batch: C transposed = B transposed * A transposed into scratch, then to its place with the addend.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyOne<T>(in ProductShape shape, float* a, float* b, float* c, float* addend)
        where T : unmanaged, ILanes<T>
    {
        var transposed = Scratch.ForResults((nuint)shape.Rows * (nuint)shape.Columns);
        var turned = ProductShape.Into(1, shape.Columns, shape.Rows, shape.Depth, shape.B.Transposed, shape.A.Transposed);
        MatrixProduct.MultiplyOne<T>(in turned, b, a, transposed, null);

        for (var j = 0; j < shape.Columns; j++)
        {
            var sums = transposed + ((nint)j * shape.Rows);
            for (nint i = 0; i < shape.Rows; i++)
            {
                var sum = Lanes1.Load(sums + i);
                if (addend != null)
                    sum += Lanes1.Load(addend + (i * shape.AddendRow) + j);
                if (shape.Rectification.Kind != RectificationKind.None)
                    sum = shape.Rectification.Apply(sum);
                Lanes1.Store(c + (i * shape.ResultRow) + j, sum);
            }
        }
    }
}
