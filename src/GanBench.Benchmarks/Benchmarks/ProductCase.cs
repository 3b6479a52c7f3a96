using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>A product of [rows, depth] and [depth, columns] matrices.</summary>
/// <param name="Rows">Rows of the result.</param>
/// <param name="Depth">Terms of each of its sums.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="Form">Which operand is a transposed view.</param>
public sealed record ProductCase(int Rows, int Depth, int Columns, ProductForm Form) : IWork
{
    /// <inheritdoc/>
    public double MultiplyAdds => (double)Rows * Depth * Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Depth}x{Columns} {Form switch
    {
        ProductForm.RightTransposed => "A·Bᵀ",
        ProductForm.LeftTransposed => "Aᵀ·B",
        _ => "A·B",
    }}";
}
