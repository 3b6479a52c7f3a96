using System.Collections.Immutable;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Records;

/// <summary>
/// What of a record's measurements this version stands by. A value of another version, or by another judge, is no value: it is not
/// measured.
/// </summary>
public static class Measurements
{
    /// <summary>
    /// Names of the metrics that mean something on the run's dataset and are not measured; empty for a run that was not measured at all.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="catalogue">Tells metrics, versions and judges.</param>
    public static ImmutableArray<string> Missing(RunRecord record, Catalogue catalogue) => record.Result.Trajectory.IsEmpty
        ? []
        : [.. catalogue.MetricsOf(record.Run.Dataset)
            .Where(metric => !IsCurrent(record, metric.Key, metric.Value, catalogue))
            .Select(metric => metric.Key)];

    /// <summary>The record without the values that this version does not stand by.</summary>
    /// <param name="record">The record.</param>
    /// <param name="catalogue">Tells metrics, versions and judges.</param>
    public static RunRecord Current(RunRecord record, Catalogue catalogue)
    {
        if (!IsJudged(record, catalogue))
            return record with { Result = record.Result with { Trajectory = [], Samples = null } };
        var versions = catalogue.MetricsOf(record.Run.Dataset);
        return record with
        {
            Result = record.Result.Without(
                name => !versions.TryGetValue(name, out var version) || !IsCurrent(record, name, version, catalogue)),
        };
    }

    /// <summary>Two results of one training with the metrics that both have in the same version: what can be compared.</summary>
    /// <param name="one">A result.</param>
    /// <param name="other">Another.</param>
    public static (RunResult One, RunResult Other) Comparable(RunResult one, RunResult other)
    {
        return (one.Without(IsOdd), other.Without(IsOdd));

        bool IsOdd(string name) =>
            !one.Metrics.TryGetValue(name, out var version) || !other.Metrics.TryGetValue(name, out var same) || version != same;
    }

    private static bool IsCurrent(RunRecord record, string metric, int version, Catalogue catalogue) =>
        record.Result.Metrics.TryGetValue(metric, out var measured) && measured == version && IsJudged(record, catalogue);

    private static bool IsJudged(RunRecord record, Catalogue catalogue) =>
        record.Result.Judge?.Name == catalogue.Judges.GetValueOrDefault(record.Run.Dataset.Name);
}
