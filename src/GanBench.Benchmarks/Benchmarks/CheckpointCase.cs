
namespace GanBench.Benchmarks.Benchmarks;

/// <summary>
/// What a checkpoint costs: as many samples as a run has, through the judge where there is one and every metric that means something.
/// </summary>
/// <param name="Dataset">Name of a dataset that needs no files.</param>
/// <param name="Count">Samples of the evaluation.</param>
public sealed record CheckpointCase(string Dataset, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Dataset}, {Count} samples";
}
