using BenchmarkDotNet.Attributes;
using GanBench.Microbenchmarks.Steps;
using GanBench.Randomness;

namespace GanBench.Microbenchmarks.Benchmarks;

/// <summary>Which of a product's operands is seen transposed.</summary>
public enum ProductForm
{
    /// <summary>A B, a layer's forward pass.</summary>
    Plain,

    /// <summary>A times B transposed, the gradient of a layer's input.</summary>
    RightTransposed,

    /// <summary>A transposed times B, the gradient of a layer's weights.</summary>
    LeftTransposed,
}

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

/// <summary>Matrix products of the sizes that training has, rows x depth x columns.</summary>
public class Products
{
    private Tensor? left;
    private Tensor? right;

    /// <summary>Square-ish sizes, then the layers of the perceptrons at batch 128: forward, input gradient, weight gradient.</summary>
    public static IEnumerable<ProductCase> Cases =>
    [
        .. from size in new (int, int, int)[] { (128, 128, 128), (256, 128, 128), (512, 256, 128), (512, 512, 512) }
           from form in Enum.GetValues<ProductForm>()
           select new ProductCase(size.Item1, size.Item2, size.Item3, form),
        new(128, 784, 256, ProductForm.Plain),
        new(128, 256, 784, ProductForm.RightTransposed),
        new(784, 128, 256, ProductForm.LeftTransposed),
        new(128, 256, 784, ProductForm.Plain),
        new(128, 784, 256, ProductForm.RightTransposed),
        new(256, 128, 784, ProductForm.LeftTransposed),
        new(128, 16, 128, ProductForm.Plain),
        new(128, 128, 2, ProductForm.Plain),
        new(128, 256, 1, ProductForm.Plain),
    ];

    /// <summary>The case that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public ProductCase Case { get; set; } = null!;

    /// <summary>Draws the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        left = Case.Form == ProductForm.LeftTransposed ? Draw("left", Case.Depth, Case.Rows).transpose(1, 2) : Draw("left", Case.Rows, Case.Depth);
        right = Case.Form == ProductForm.RightTransposed ? Draw("right", Case.Columns, Case.Depth).transpose(1, 2) : Draw("right", Case.Depth, Case.Columns);
    }

    /// <summary>One product into a new tensor.</summary>
    [Benchmark]
    public void Product()
    {
        using var result = left!.bmm(right!);
    }

    private static Tensor Draw(string name, int rows, int columns)
    {
        var values = new float[rows * columns];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, [1, rows, columns]);
    }
}
