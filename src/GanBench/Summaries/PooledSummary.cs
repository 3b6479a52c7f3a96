using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Statistics;

namespace GanBench.Summaries;

/// <summary>The techniques over all datasets together, by the share of the modes that they keep.</summary>
/// <remarks>
/// A run's score is its modes at share divided by the dataset's number of modes, so every dataset counts alike. Only techniques that have a run on
/// every dataset are pooled: the others would be compared on other tasks. A technique that is there once on each dataset is one technique even
/// when its parameters differ.
/// </remarks>
/// <param name="Datasets">The datasets that are pooled: those on which something was measured.</param>
/// <param name="Baseline">Name of the baseline; null when there is no technique.</param>
/// <param name="Techniques">The techniques in the plan's order; no controls.</param>
/// <param name="LeftOut">Names of techniques that lack a dataset.</param>
public sealed record PooledSummary(
    ImmutableArray<string> Datasets, string? Baseline, ImmutableArray<PooledTechnique> Techniques, ImmutableArray<string> LeftOut)
{
    /// <summary>The metric that is pooled, and by which techniques are compared first.</summary>
    public const string Metric = "modes-at-share";

    /// <summary>The thresholds of performance profiles: 0, 0.01, ..., 1.</summary>
    public static ImmutableArray<double> Thresholds { get; } = [.. Enumerable.Range(0, 101).Select(percent => percent / 100.0)];

    internal static PooledSummary From(ImmutableArray<DatasetSummary> datasets, MetricScale scale, Bootstrap bootstrap)
    {
        var measured = datasets.Where(dataset => dataset.ModeCount > 0 && dataset.Metrics.Contains(Metric)).ToImmutableArray();
        var runs = (
            from dataset in measured
            from technique in dataset.Techniques
            where !technique.IsControl
            let scores = SeedScore.Of(technique.Cells, Metric, scale).Select(score => score.Value / dataset.ModeCount!.Value).ToImmutableArray()
            where !scores.IsEmpty
            select (dataset.Dataset, technique.Technique, technique.Cells[0].Run.Technique.Name, Scores: scores)).ToImmutableArray();
        var unique = runs.GroupBy(run => (run.Dataset, run.Name)).All(group => group.Count() == 1);
        var techniques = runs.GroupBy(run => unique ? run.Name : run.Technique, StringComparer.Ordinal).ToLookup(technique => technique.Count() == measured.Length);
        var whole = techniques[true].Select(technique => (Name: technique.Key, Tasks: technique.Select(run => run.Scores).ToImmutableArray())).ToImmutableArray();
        var baseline = DatasetSummary.BaselineOf(whole.Select(technique => technique.Name));
        var reference = whole.FirstOrDefault(technique => technique.Name == baseline).Tasks;
        return new PooledSummary(
            [.. measured.Select(dataset => dataset.Dataset)],
            baseline,
            [.. whole.Select(technique => PooledTechnique.From(technique.Name, technique.Tasks, technique.Name == baseline ? [] : reference, bootstrap))],
            [.. techniques[false].Select(technique => technique.Key)]);
    }
}

/// <summary>A technique over all datasets together.</summary>
/// <param name="Technique">Its name; its label where several variants of it are compared.</param>
/// <param name="Runs">Runs that count, over all datasets.</param>
/// <param name="Score">Interquartile mean of the share of the modes that a run keeps, in [0, 1].</param>
/// <param name="Interval">Its 95 % bootstrap interval, stratified by dataset.</param>
/// <param name="Improvement">Probability that a run is better than one of the baseline on the same dataset, averaged over datasets; NaN for the baseline.</param>
/// <param name="ImprovementInterval">Its 95 % bootstrap interval, stratified by dataset; none for the baseline.</param>
/// <param name="Profile">Share of the runs that keep at least a share τ of the modes, for τ = 0, 0.01, ..., 1.</param>
public sealed record PooledTechnique(
    string Technique,
    int Runs,
    double Score,
    Interval Interval,
    double Improvement,
    Interval ImprovementInterval,
    ImmutableArray<ProfilePoint> Profile)
{
    internal static PooledTechnique From(
        string technique, ImmutableArray<ImmutableArray<double>> tasks, ImmutableArray<ImmutableArray<double>> baseline, Bootstrap bootstrap)
    {
        ImmutableArray<(ImmutableArray<double> X, ImmutableArray<double> Y)> pairs = [.. tasks.Zip(baseline)];
        return new PooledTechnique(
            technique,
            tasks.Sum(task => task.Length),
            InterquartileMean.Of([.. tasks.SelectMany(task => task)]),
            bootstrap.OfInterquartileMean(tasks),
            pairs.IsEmpty ? double.NaN : pairs.Sum(pair => ProbabilityOfImprovement.Of(pair.X.AsSpan(), pair.Y.AsSpan())) / pairs.Length,
            pairs.IsEmpty ? Interval.None : ProbabilityOfImprovement.IntervalOf(pairs, bootstrap),
            PerformanceProfile.Of(tasks, PooledSummary.Thresholds, bootstrap));
    }
}
