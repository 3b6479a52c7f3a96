using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>Cuts large products into parts by their outputs: matrices, rows or columns, never along a sum.</summary>
internal static unsafe class ThreadedProduct
{
    /// <summary>Columns and rows of a part are multiples of these, so that only the last part has ragged tiles.</summary>
    private const int ColumnUnit = 64;
    private const int RowUnit = 24;

    /// <returns>Whether the product was computed; false when it is too small to share.</returns>
    internal static bool Multiply(in ProductShape shape, float* a, float* b, float* c, float* addend)
    {
        var parts = ThreadTeam.PartsOf((double)shape.Batches * shape.Rows * shape.Columns * shape.Depth);
        if (parts == 1) return false;
        Multiply(parts, in shape, a, b, c, addend);
        return true;
    }

    /// <summary>The product in a given number of parts, which changes no bit.</summary>
    internal static void Multiply(int parts, in ProductShape shape, float* a, float* b, float* c, float* addend) =>
        ThreadTeam.Run(parts, new Product { Shape = shape, A = a, B = b, C = c, Addend = addend });

    private struct Product : IParts
    {
        internal ProductShape Shape;
        internal float* A;
        internal float* B;
        internal float* C;
        internal float* Addend;

        public readonly void Run(int part, int parts)
        {
            if (Shape.IsOneTallProduct(Addend != null))
                RunOne(Shape with { Batches = 1, Rows = Shape.Batches * Shape.Rows }, part, parts);
            else if (Shape.Batches >= parts)
                RunBatches(part, parts);
            else
                RunOne(Shape, part, parts);
        }

        private readonly void RunBatches(int part, int parts)
        {
            var (start, length) = Shares.Of(Shape.Batches, parts, part);
            var addend = Addend == null ? null : Addend + (start * Shape.AddendBatch);
            MatrixProduct.Multiply(
                Shape with { Batches = length },
                A + (start * Shape.A.Batch),
                B + (start * Shape.B.Batch),
                C + (start * Shape.ResultBatch),
                addend);
        }

        /// <summary>The same columns, or else rows, of each product of the batch.</summary>
        private readonly void RunOne(in ProductShape shape, int part, int parts)
        {
            if (shape.Columns >= ColumnUnit * parts)
            {
                var (start, length) = Shares.InUnits(shape.Columns, ColumnUnit, part, parts);
                var addend = Addend == null ? null : Addend + start;
                MatrixProduct.Multiply(shape with { Columns = length }, A, B + (start * shape.B.Column), C + start, addend);
            }
            else
            {
                var (start, length) = Shares.InUnits(shape.Rows, RowUnit, part, parts);
                var addend = Addend == null ? null : Addend + (start * shape.AddendRow);
                MatrixProduct.Multiply(shape with { Rows = length }, A + (start * shape.A.Row), B, C + (start * shape.ResultRow), addend);
            }
        }
    }
}
