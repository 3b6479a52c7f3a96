using BenchmarkDotNet.Attributes;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>What one operation costs beside its arithmetic: tensors of one element, a thousand operations in one scope.</summary>
public class OperationOverhead
{
    private const int Operations = 1000;

    private Tensor? left;
    private Tensor? right;
    private Tensor? wanted;

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        left = tensor([1f], [1, 1, 1]);
        right = tensor([2f], [1, 1, 1]);
        wanted = tensor([3f], [1, 1, 1]).requires_grad_();
    }

    /// <summary>A sum that is not recorded.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void Add()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < Operations; i++)
            left!.add(right!);
    }

    /// <summary>A sum that is recorded for gradients.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void AddRecorded()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < Operations; i++)
            wanted!.add(right!);
    }

    /// <summary>A chain of recorded sums and the gradient through all of them.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void AddAndItsGradient()
    {
        using var scope = NewDisposeScope();
        var sum = wanted!;
        for (var i = 0; i < Operations; i++)
            sum = sum.add(right!);
        autograd.grad([sum.sum()], [wanted!]);
    }

    /// <summary>A product of 1 x 1 matrices.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void Product()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < Operations; i++)
            left!.bmm(right!);
    }
}
