using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>The techniques over all datasets together, by the share of the modes that they keep.</summary>
/// <remarks>
/// A run's score is its modes at share divided by the dataset's number of modes, so every dataset counts alike. Only techniques that have a
/// run on every dataset are pooled: the others would be compared on other tasks. A technique that is there once on each dataset is one
/// technique even when its parameters differ.
/// </remarks>
/// <param name="Datasets">The datasets that are pooled: those on which something was measured.</param>
/// <param name="Baseline">Name of the baseline; null when there is no technique.</param>
/// <param name="Techniques">The techniques in the plan's order; no controls.</param>
/// <param name="LeftOut">Names of techniques that lack a dataset.</param>
public sealed record PooledSummary(
    ImmutableArray<string> Datasets, string? Baseline, ImmutableArray<PooledTechnique> Techniques, ImmutableArray<string> LeftOut)
{
    /// <summary>The metric that is pooled, and by which techniques are compared first.</summary>
    public const string Metric = ModesAtShare.Name;

    /// <summary>The thresholds of performance profiles: 0, 0.01, ..., 1.</summary>
    public static ImmutableArray<double> Thresholds { get; } = [.. Enumerable.Range(0, 101).Select(percent => percent / 100.0)];

    internal static PooledSummary From(ImmutableArray<DatasetSummary> datasets, Bootstrap bootstrap)
    {
        var measured = datasets.Where(dataset => dataset.ModeCount > 0 && dataset.Metrics.Contains(Metric)).ToImmutableArray();
        var runs = (
            from dataset in measured
            from technique in dataset.Techniques
            where !technique.IsControl
            let scores = SeedScore.Of(technique.Cells, Metric)
                .Select(score => score.Value / dataset.ModeCount!.Value)
                .ToImmutableArray()
            where !scores.IsEmpty
            select (dataset.Dataset, technique.Technique, technique.Cells[0].Run.Technique.Name, Scores: scores)).ToImmutableArray();
        var unique = runs.GroupBy(run => (run.Dataset, run.Name)).All(group => group.Count() == 1);
        var techniques = runs.GroupBy(run => unique ? run.Name : run.Technique, StringComparer.Ordinal)
            .ToLookup(technique => technique.Count() == measured.Length);
        var whole = techniques[true]
            .Select(technique => (Name: technique.Key, Tasks: technique.Select(run => run.Scores).ToImmutableArray()))
            .ToImmutableArray();
        var baseline = DatasetSummary.BaselineOf(whole.Select(technique => technique.Name));
        var reference = whole.FirstOrDefault(technique => technique.Name == baseline).Tasks;
        return new PooledSummary(
            [.. measured.Select(dataset => dataset.Dataset)],
            baseline,
            [.. whole.Select(technique => PooledTechnique.From(
                technique.Name, technique.Tasks, technique.Name == baseline ? [] : reference, bootstrap))],
            [.. techniques[false].Select(technique => technique.Key)]);
    }
}
