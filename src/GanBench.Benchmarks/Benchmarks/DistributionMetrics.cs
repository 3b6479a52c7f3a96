using BenchmarkDotNet.Attributes;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Distances between N generated and N real samples of F features; the real side is made once, outside of what is timed.</summary>
public class DistributionMetrics
{
    private Samples generated = new(ReadOnlyMemory<float>.Empty, 1);
    private FrechetReference? frechet;
    private CubicMoments? moments;
    private SortedProjections? projections;

    /// <summary>N and F: a checkpoint of points, and of images with features of two sizes.</summary>
    [Params("2500 x 2", "10000 x 64", "10000 x 128")]
    public string Shape { get; set; } = "";

    /// <summary>Draws both sides.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split(" x ");
        generated = Draw("generated", sizes);
        var real = Draw("real", sizes);
        frechet = FrechetReference.Of(real);
        moments = CubicMoments.Of(real);
        projections = SortedProjections.Of(real, SlicedWasserstein.Directions(real.Dimension));
    }

    /// <summary>Fréchet distance.</summary>
    [Benchmark]
    public double FrechetDistance() => Frechet.Of(generated, frechet!);

    /// <summary>Kernel distance.</summary>
    [Benchmark]
    public double CubicKernelDistance() => KernelDistance.Of(CubicMoments.Of(generated), moments!);

    /// <summary>Sliced Wasserstein distance along 64 directions.</summary>
    [Benchmark]
    public double SlicedWassersteinDistance() => SlicedWasserstein.Of(generated, projections!);

    private static Samples Draw(string name, string[] sizes)
    {
        var dimension = int.Parse(sizes[1]);
        var values = new float[int.Parse(sizes[0]) * dimension];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return new(values, dimension);
    }
}
