using System.Collections.Immutable;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>A technique over all datasets together.</summary>
/// <param name="Technique">Its name; its label where several variants of it are compared.</param>
/// <param name="Runs">Runs that count, over all datasets.</param>
/// <param name="RunsWithAScore">Those of them that have something to show.</param>
/// <param name="Score">
/// Interquartile mean of the share of the modes that a run keeps, over the runs that have something to show, in [0, 1]; NaN when none has.
/// </param>
/// <param name="Interval">Its 95 % bootstrap interval, stratified by dataset.</param>
/// <param name="Improvement">
/// Probability that a run is better than one of the baseline on the same dataset, averaged over datasets; NaN for the baseline.
/// </param>
/// <param name="ImprovementInterval">Its 95 % bootstrap interval, stratified by dataset; none for the baseline.</param>
/// <param name="Profile">Share of the runs that keep at least a share τ of the modes, for τ = 0, 0.01, ..., 1.</param>
public sealed record PooledTechnique(
    string Technique,
    int Runs,
    int RunsWithAScore,
    double Score,
    Interval Interval,
    double Improvement,
    Interval ImprovementInterval,
    ImmutableArray<ProfilePoint> Profile)
{
    internal static PooledTechnique From(
        string technique, ImmutableArray<ImmutableArray<double>> tasks, ImmutableArray<ImmutableArray<double>> baseline,
        Bootstrap bootstrap)
    {
        var ranks = Ranks(tasks);
        ImmutableArray<(ImmutableArray<double> X, ImmutableArray<double> Y)> pairs = [.. ranks.Zip(Ranks(baseline))];
        ImmutableArray<ImmutableArray<double>> shown =
            [.. tasks.Select(task => task.RemoveAll(double.IsNaN)).Where(task => !task.IsEmpty)];
        return new PooledTechnique(
            technique,
            tasks.Sum(task => task.Length),
            shown.Sum(task => task.Length),
            InterquartileMean.Of([.. shown.SelectMany(task => task)]),
            shown.IsEmpty ? Interval.None : bootstrap.OfInterquartileMean(shown),
            pairs.IsEmpty ? double.NaN : pairs.Sum(pair => ProbabilityOfImprovement.Of(pair.X.AsSpan(), pair.Y.AsSpan())) / pairs.Length,
            pairs.IsEmpty ? Interval.None : ProbabilityOfImprovement.IntervalOf(pairs, bootstrap),
            PerformanceProfile.Of(ranks, PooledSummary.Thresholds, bootstrap));
    }

    /// <summary>Scores on a scale on which nothing to show is below everything.</summary>
    private static ImmutableArray<ImmutableArray<double>> Ranks(ImmutableArray<ImmutableArray<double>> tasks) =>
        [.. tasks.Select(task => task.Select(score => double.IsNaN(score) ? double.NegativeInfinity : score).ToImmutableArray())];
}
