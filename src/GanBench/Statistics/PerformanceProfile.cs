using System.Collections.Immutable;

namespace GanBench.Statistics;

/// <summary>Which share of a technique's runs scores at least τ, for every τ.</summary>
/// <remarks>
/// The score distribution of Agarwal et al., arXiv:2108.13264, over all runs of all tasks; they count scores above τ, here a score of τ
/// counts too, so that τ = 1 shows the runs that kept every mode. The band is pointwise, from a bootstrap stratified by task.
/// </remarks>
public static class PerformanceProfile
{
    /// <summary>Counts at every threshold.</summary>
    /// <param name="tasks">Scores, never NaN, by task; each task in any order and not empty.</param>
    /// <param name="thresholds">τ, ascending.</param>
    /// <param name="bootstrap">Resamples.</param>
    /// <returns>One point per threshold. The band's ends are shares that some resample has: percentiles are not interpolated.</returns>
    /// <exception cref="ArgumentException">There is no task, or one has no score or a NaN.</exception>
    public static ImmutableArray<ProfilePoint> Of(
        ImmutableArray<ImmutableArray<double>> tasks, ImmutableArray<double> thresholds, Bootstrap bootstrap)
    {
        var runs = tasks.Sum(task => task.Length);
        var histogram = new int[thresholds.Length, runs + 1];
        var sorted = Bootstrap.Sorted(tasks);
        var draws = bootstrap.DrawsFor(Bootstrap.Sizes(tasks));
        var resamples = draws.Weights.Sum();
        var resample = new double[runs];
        foreach (var (i, weight) in draws.Weights.Index())
        {
            var places = draws.PlacesOf(i);
            for (var run = 0; run < runs; run++)
                resample[run] = sorted[places[run]];
            Array.Sort(resample);
            var below = 0;
            for (var t = 0; t < thresholds.Length; t++)
            {
                while (below < runs && resample[below] < thresholds[t])
                    below++;
                histogram[t, runs - below] += weight;
            }
        }

        return
        [
            .. thresholds.Select((threshold, t) => new ProfilePoint(
                threshold,
                tasks.Sum(task => task.Count(score => score >= threshold)) / (double)runs,
                new Interval(Percentile(t, resamples / 40), Percentile(t, resamples - 1 - (resamples / 40))))),
        ];

        // The number of runs that the resample of that rank has at or above the threshold, as a share.
        double Percentile(int threshold, int rank)
        {
            var count = 0;
            for (var seen = histogram[threshold, 0]; seen <= rank; seen += histogram[threshold, count])
                count++;
            return count / (double)runs;
        }
    }
}
