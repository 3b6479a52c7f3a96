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

    /// <summary>Those of the missing metrics that measuring again gives: not those that a later version has measured.</summary>
    /// <param name="record">The record.</param>
    /// <param name="catalogue">Tells metrics, versions and judges.</param>
    public static ImmutableArray<string> Measurable(RunRecord record, Catalogue catalogue)
    {
        var versions = catalogue.MetricsOf(record.Run.Dataset);
        return
        [
            .. Missing(record, catalogue)
                .Where(name => !IsJudged(record, catalogue) || record.Result.Metrics.GetValueOrDefault(name) < versions[name]),
        ];
    }

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

    /// <summary>
    /// Two results of one training with the metrics that both have in the same version: what can be compared. Of results by different
    /// judges that is what was trained alone.
    /// </summary>
    /// <param name="one">A result.</param>
    /// <param name="other">Another.</param>
    public static (RunResult One, RunResult Other) Comparable(RunResult one, RunResult other)
    {
        return one.Judge?.Name == other.Judge?.Name || one.Trajectory.IsEmpty || other.Trajectory.IsEmpty
            ? (one.Without(IsOdd), other.Without(IsOdd))
            : (Unjudged(one), Unjudged(other));

        bool IsOdd(string name) =>
            !one.Metrics.TryGetValue(name, out var version) || !other.Metrics.TryGetValue(name, out var same) || version != same;
    }

    /// <summary>
    /// The result of a replayed training, and of its record those metrics that this version does not know, or knows in an earlier version.
    /// </summary>
    /// <param name="replayed">What came out of the replay.</param>
    /// <param name="recorded">What the record says; nothing that can be compared differs.</param>
    public static RunResult Renewed(RunResult replayed, RunResult recorded)
    {
        if (replayed.Judge?.Name != recorded.Judge?.Name)
            return replayed;
        var kept = recorded.Metrics.RemoveRange(
            recorded.Metrics.Where(metric => metric.Value <= replayed.Metrics.GetValueOrDefault(metric.Key)).Select(metric => metric.Key));
        return replayed with
        {
            Metrics = replayed.Metrics.SetItems(kept),
            Trajectory =
            [
                .. replayed.Trajectory.Zip(recorded.Trajectory, (evaluation, before) => evaluation with
                {
                    Metrics = Both(evaluation.Metrics, before.Metrics),
                    Averages = evaluation.Averages is { } averages && before.Averages is { } earlier
                        ? [.. averages.Zip(earlier, (average, old) => average with { Metrics = Both(average.Metrics, old.Metrics) })]
                        : evaluation.Averages,
                }),
            ],
        };

        ImmutableSortedDictionary<string, double> Both(
            ImmutableSortedDictionary<string, double> now, ImmutableSortedDictionary<string, double> before) =>
            now.SetItems(before.Where(value => kept.ContainsKey(value.Key)));
    }

    private static RunResult Unjudged(RunResult result)
    {
        var bare = result.Without(_ => true);
        return bare with
        {
            Judge = null,
            Trajectory =
            [
                .. bare.Trajectory.Select(evaluation => evaluation with
                {
                    ModeCounts = [],
                    Averages = evaluation.Averages is { } averages
                        ? [.. averages.Select(average => average with { ModeCounts = [] })]
                        : null,
                }),
            ],
        };
    }

    private static bool IsCurrent(RunRecord record, string metric, int version, Catalogue catalogue) =>
        record.Result.Metrics.TryGetValue(metric, out var measured) && measured == version && IsJudged(record, catalogue);

    private static bool IsJudged(RunRecord record, Catalogue catalogue) =>
        record.Result.Judge?.Name == catalogue.Judges.GetValueOrDefault(record.Run.Dataset.Name);
}
