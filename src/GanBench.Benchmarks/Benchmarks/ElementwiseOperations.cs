using BenchmarkDotNet.Attributes;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Operations on each element on its own, into a new tensor: in the cache, and beyond it.</summary>
public class ElementwiseOperations
{
    private Tensor? x;
    private Tensor? y;

    /// <summary>Elements of each operand.</summary>
    [Params(16 * 1024, 1024 * 1024)]
    public int Count { get; set; }

    /// <summary>Draws the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        x = Draw("x");
        y = Draw("y");
    }

    /// <summary>x + y.</summary>
    [Benchmark]
    public void Add()
    {
        using var result = x!.add(y!);
    }

    /// <summary>max(x, 0).</summary>
    [Benchmark]
    public void Relu()
    {
        using var result = nn.functional.relu(x!);
    }

    /// <summary>e to the power of x.</summary>
    [Benchmark]
    public void Exp()
    {
        using var result = x!.exp();
    }

    /// <summary>The hyperbolic tangent.</summary>
    [Benchmark]
    public void Tanh()
    {
        using var result = x!.tanh();
    }

    /// <summary>log(1 + e to the power of x).</summary>
    [Benchmark]
    public void Softplus()
    {
        using var result = nn.functional.softplus(x!);
    }

    private Tensor Draw(string name)
    {
        var values = new float[Count];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, [Count]);
    }
}
