using System.Collections.Immutable;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>A technique over all datasets together.</summary>
/// <param name="Technique">Its name; its label where several variants of it are compared.</param>
/// <param name="Runs">Runs that count, over all datasets.</param>
/// <param name="Score">Interquartile mean of the share of the modes that a run keeps, in [0, 1].</param>
/// <param name="Interval">Its 95 % bootstrap interval, stratified by dataset.</param>
/// <param name="Improvement">
/// Probability that a run is better than one of the baseline on the same dataset, averaged over datasets; NaN for the baseline.
/// </param>
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
        string technique, ImmutableArray<ImmutableArray<double>> tasks, ImmutableArray<ImmutableArray<double>> baseline,
        Bootstrap bootstrap)
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
