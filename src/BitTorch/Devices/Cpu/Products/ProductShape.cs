namespace BitTorch.Devices.Cpu.Products;

/// <summary>Sizes and memory layout of C[b,m,n] = sum over k of A[b,m,k] B[b,k,n] (+ addend).</summary>
/// <param name="Batches">b: number of independent products; 0 or more.</param>
/// <param name="Rows">m: rows of A and C; 0 or more.</param>
/// <param name="Columns">n: columns of B and C; 0 or more.</param>
/// <param name="Depth">k: columns of A and rows of B; with 0 the sum is +0.</param>
/// <param name="A">Layout of A, [batches, rows, depth].</param>
/// <param name="B">Layout of B, [batches, depth, columns].</param>
/// <param name="ResultBatch">Floats from one matrix of C to the next.</param>
/// <param name="ResultRow">Floats from one row of C to the next; its columns are neighbours. Outputs must not overlap.</param>
/// <param name="AddendBatch">Floats from one addend matrix to the next; 0 shares it.</param>
/// <param name="AddendRow">Floats from one addend row to the next; 0 for a bias row. Its columns are neighbours.</param>
/// <param name="Rectification">What happens to the complete sums, addend included.</param>
internal readonly record struct ProductShape(
    int Batches,
    int Rows,
    int Columns,
    int Depth,
    MatrixStrides A,
    MatrixStrides B,
    nint ResultBatch,
    nint ResultRow,
    nint AddendBatch = 0,
    nint AddendRow = 0,
    Rectification Rectification = default)
{
    /// <summary>A product into a contiguous [batches, rows, columns] result, without addend.</summary>
    internal static ProductShape Into(int batches, int rows, int columns, int depth, MatrixStrides a, MatrixStrides b) =>
        new(batches, rows, columns, depth, a, b, (nint)rows * columns, columns);

    /// <summary>
    /// Whether all products of the batch are one product with more rows: B is shared, and A, C and the addend run on evenly.
    /// </summary>
    internal bool IsOneTallProduct(bool hasAddend) =>
        Batches > 1 && B.Batch == 0 && A.Batch == A.Row * Rows && ResultBatch == ResultRow * Rows
        && (!hasAddend || AddendBatch == AddendRow * Rows) && (long)Batches * Rows <= int.MaxValue;
}
