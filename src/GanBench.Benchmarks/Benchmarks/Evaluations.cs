using BenchmarkDotNet.Attributes;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>The parts of an evaluation, for points and for features of images.</summary>
public class Evaluations
{
    private Samples? generated;
    private Samples? real;
    private Neighbourhoods? generatedNeighbourhoods;
    private Neighbourhoods? realNeighbourhoods;
    private Bins? bins;
    private float duplicateDistanceSquared;

    /// <summary>A checkpoint in the plane, and two of images.</summary>
    public static IEnumerable<EvaluationCase> Cases => [new(2_500, 2), new(10_000, 2), new(10_000, 64), new(10_000, 128)];

    /// <summary>The case that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public EvaluationCase Case { get; set; } = null!;

    /// <summary>Draws both sides and makes what is made once for all evaluations.</summary>
    [GlobalSetup]
    public void Setup()
    {
        generated = Case.Draw("generated");
        real = Case.Draw("real");
        realNeighbourhoods = Neighbourhoods.Of(real);
        duplicateDistanceSquared = BirthdaySupport.DuplicateDistanceSquared(realNeighbourhoods);
        generatedNeighbourhoods = Neighbourhoods.Of(generated);
        bins = DifferentBins.BinsOf(real);
    }

    /// <summary>Once for a dataset: the bins of the real samples.</summary>
    [Benchmark]
    public Bins RealBins() => DifferentBins.BinsOf(real!);

    /// <summary>Neighbours and pairs of the same among the generated samples; once for a dataset among the real ones.</summary>
    [Benchmark]
    public Neighbourhoods NeighbourhoodsOfOneSide() =>
        Neighbourhoods.Of(generated!, Neighbourhoods.DefaultNeighbours, duplicateDistanceSquared);

    /// <summary>Every generated sample against every real one.</summary>
    [Benchmark]
    public NeighbourCounts CountsBetweenTheSides() => NeighbourCounts.Between(generatedNeighbourhoods!, realNeighbourhoods!);

    /// <summary>The generated samples sorted into the bins, and the tests.</summary>
    [Benchmark]
    public double ShareOfDifferentBins() => DifferentBins.Of(generated!, bins!);

    /// <summary>Precision, recall, density, coverage, different bins and birthday support of one evaluation.</summary>
    [Benchmark]
    public double AllByDistance()
    {
        var neighbourhoods = NeighbourhoodsOfOneSide();
        var counts = NeighbourCounts.Between(neighbourhoods, realNeighbourhoods!);
        return Precision.Of(counts) + Recall.Of(counts) + Density.Of(counts) + Coverage.Of(counts)
            + ShareOfDifferentBins() + BirthdaySupport.Of(neighbourhoods);
    }
}
