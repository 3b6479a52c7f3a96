using System.Collections.Immutable;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>A metric of a technique on a dataset, over the seeds.</summary>
/// <param name="Spread">Centre, extremes and number of the scores.</param>
/// <param name="Interval">95 % bootstrap interval of the interquartile mean; none with fewer than two finite scores.</param>
/// <param name="Seeds">Every score, in the plan's order; see <see cref="SeedScore"/> for what counts.</param>
/// <param name="NotMeasured">Completed cells that were not measured with it: it is newer than their records.</param>
/// <param name="Comparison">
/// How it stands against the baseline; null for the baseline itself, for controls, and where there is nothing to compare.
/// </param>
public sealed record MetricSummary(
    SeedSpread Spread, Interval Interval, ImmutableArray<SeedScore> Seeds, int NotMeasured, BaselineComparison? Comparison)
{
    internal static MetricSummary From(
        ImmutableArray<SeedScore> seeds, int notMeasured, Bootstrap bootstrap, BaselineComparison? comparison)
    {
        ImmutableArray<double> defined = [.. seeds.Select(seed => seed.Value).Where(value => !double.IsNaN(value))];
        return new MetricSummary(
            SeedSpread.Of(seeds.Select(seed => seed.Value)),
            defined.Length >= 2 && defined.All(double.IsFinite) ? bootstrap.OfInterquartileMean([defined]) : Interval.None,
            seeds,
            notMeasured,
            comparison);
    }
}
