using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Benchmarks;

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
