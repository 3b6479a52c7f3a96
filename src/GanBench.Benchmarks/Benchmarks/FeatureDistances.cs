using BenchmarkDotNet.Attributes;
using GanBench.Metrics;

namespace GanBench.Benchmarks.Benchmarks;

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
