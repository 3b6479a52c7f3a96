using BenchmarkDotNet.Attributes;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Sums and maxima of a matrix.</summary>
public class Reductions
{
    private Tensor? x;

    /// <summary>Rows and columns of the matrix.</summary>
    [Params(128, 1024)]
    public int Size { get; set; }

    /// <summary>Draws the matrix.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var values = new float[Size * Size];
        SeedStream.FromSeed(0).Derive("x").Normal(0, values);
        x = tensor(values, [1, Size, Size]);
    }

    /// <summary>The sum of all elements.</summary>
    [Benchmark]
    public void SumOfAll()
    {
        using var result = x!.sum();
    }

    /// <summary>The sum of each row.</summary>
    [Benchmark]
    public void SumOfRows()
    {
        using var result = x!.sum(dim: 2);
    }

    /// <summary>The sum of each column, the gradient of a bias.</summary>
    [Benchmark]
    public void SumOfColumns()
    {
        using var result = x!.sum(dim: 1);
    }

    /// <summary>The largest element of each row.</summary>
    [Benchmark]
    public void MaximumOfRows()
    {
        using var result = x!.amax(2);
    }
}
