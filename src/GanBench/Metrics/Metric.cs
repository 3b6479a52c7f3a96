using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>A metric's catalogue entry.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Version">Raised whenever the same samples give another value than before.</param>
/// <param name="Unit">Unit, e.g. <c>modes</c>, <c>share</c>, <c>nats</c>.</param>
/// <param name="Minimum">Smallest value it can take.</param>
/// <param name="Maximum">Largest value it can take.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="AppliesTo">Whether it means anything on a dataset; where it does not, a record does not have it.</param>
/// <param name="Compute">The value; NaN when undefined.</param>
public sealed record Metric(
    string Name,
    int Version,
    string Unit,
    double Minimum,
    double Maximum,
    Direction Direction,
    string Summary,
    Citation? Source,
    Func<Dataset, bool> AppliesTo,
    Func<MetricInput, double> Compute)
{
    /// <summary>What a perfect sampler scores, where <see cref="Direction.TargetIsBest"/>.</summary>
    public double Target { get; init; } = 1;
}
