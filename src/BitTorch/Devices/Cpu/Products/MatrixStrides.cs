namespace BitTorch.Devices.Cpu.Products;

/// <summary>Distances in floats between neighbours of a batch of matrices; any sign, zero to repeat.</summary>
/// <param name="Batch">From one matrix to the next; 0 shares one matrix among all.</param>
/// <param name="Row">From one row to the next; 1 for a transposed view.</param>
/// <param name="Column">From one column to the next; 1 for a row-major matrix.</param>
internal readonly record struct MatrixStrides(nint Batch, nint Row, nint Column)
{
    /// <summary>A batch of row-major matrices without gaps.</summary>
    internal static MatrixStrides Contiguous(int rows, int columns) => new((nint)rows * columns, columns, 1);

    /// <summary>The same memory seen with rows and columns exchanged.</summary>
    internal MatrixStrides Transposed => new(Batch, Column, Row);
}
