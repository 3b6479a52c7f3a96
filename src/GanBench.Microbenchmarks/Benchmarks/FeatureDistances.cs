using BenchmarkDotNet.Attributes;
using GanBench.Metrics;
using GanBench.Microbenchmarks.Steps;

namespace GanBench.Microbenchmarks.Benchmarks;

/// <summary>All distances between two sets of features that no box tells apart, one multiply-add for each coordinate of a pair.</summary>
/// <param name="Count">Samples on each side.</param>
/// <param name="Features">Coordinates of each.</param>
public sealed record DistanceCase(int Count, int Features) : IWork
{
    /// <inheritdoc/>
    public double MultiplyAdds => (double)Count * Count * Features;

    /// <inheritdoc/>
    public override string ToString() => new EvaluationCase(Count, Features).ToString();
}

/// <summary>
/// How far the distances of an evaluation are from what a core can do; each multiply-add has a subtraction besides, which is not counted.
/// </summary>
public class FeatureDistances
{
    private Neighbourhoods? generated;
    private Neighbourhoods? real;

    /// <summary>Checkpoints of images.</summary>
    public static IEnumerable<DistanceCase> Cases => [new(2_500, 16), new(2_500, 64), new(2_500, 128), new(10_000, 64), new(10_000, 128)];

    /// <summary>The case that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public DistanceCase Case { get; set; } = null!;

    /// <summary>Draws both sides.</summary>
    [GlobalSetup]
    public void Setup()
    {
        generated = Neighbourhoods.Of(new EvaluationCase(Case.Count, Case.Features).Draw("generated"));
        real = Neighbourhoods.Of(new EvaluationCase(Case.Count, Case.Features).Draw("real"));
    }

    /// <summary>Every generated sample against every real one.</summary>
    [Benchmark]
    public NeighbourCounts Distances() => NeighbourCounts.Between(generated!, real!);
}
