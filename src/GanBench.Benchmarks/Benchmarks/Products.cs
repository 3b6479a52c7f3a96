using BenchmarkDotNet.Attributes;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

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
        left = Case.Form == ProductForm.LeftTransposed
            ? Draw("left", Case.Depth, Case.Rows).transpose(1, 2)
            : Draw("left", Case.Rows, Case.Depth);
        right = Case.Form == ProductForm.RightTransposed
            ? Draw("right", Case.Columns, Case.Depth).transpose(1, 2)
            : Draw("right", Case.Depth, Case.Columns);
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
