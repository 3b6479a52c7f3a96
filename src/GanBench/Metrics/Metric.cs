using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>A metric's catalogue entry.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Version">Raised whenever the same samples give another value than before.</param>
/// <param name="Unit">Unit, e.g. <c>modes</c>, <c>share</c>, <c>nats</c>.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Metric(string Name, int Version, string Unit, Direction Direction)
{
    /// <summary>One sentence for lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Where the definition comes from; null for this project's own.</summary>
    public Citation? Source { get; init; }

    /// <summary>Smallest value it can take.</summary>
    public double Minimum { get; init; }

    /// <summary>Largest value it can take.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>What a perfect sampler scores, where <see cref="Direction.TargetIsBest"/>.</summary>
    public double Target { get; init; } = 1;

    /// <summary>Whether it means anything on a dataset; where it does not, a record does not have it.</summary>
    public Func<Dataset, bool> AppliesTo { get; init; } = _ => true;

    /// <summary>Whether it looks at quality alone, so that perfect samples of a single point do not lower it; its page says so.</summary>
    public bool IsBlindToCollapse { get; init; }

    /// <summary>The value; NaN when undefined.</summary>
    public required Func<MetricInput, double> Compute { get; init; }

    /// <summary>What planning and reports need.</summary>
    public Definition Definition => new(Name, Version, Summary, Source, [])
    {
        Scale = new MetricScale(Minimum, Maximum, Direction, Target),
    };

    /// <summary>For metrics that know where the modes lie.</summary>
    internal static bool OnPoints(Dataset dataset) => dataset.Modes is not null;

    /// <summary>For metrics of a judge's labels.</summary>
    internal static bool OnJudgedImages(Dataset dataset) => dataset.Judge is not null;

    /// <summary>
    /// For metrics of a judge's probabilities: of stacked images it labels every channel by itself, so those are not of the modes.
    /// </summary>
    internal static bool OnJudgedClasses(Dataset dataset) => OnJudgedImages(dataset) && dataset.SampleShape[0] == 1;
}
