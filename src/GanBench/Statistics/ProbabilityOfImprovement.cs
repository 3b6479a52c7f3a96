using System.Collections.Immutable;

namespace GanBench.Statistics;

/// <summary>How likely a run of one technique is to score above a run of another.</summary>
/// <remarks>
/// P(X &gt; Y) + ½ P(X = Y): the share of all pairs of observed runs in which the first is higher, ties counting half; the Mann-Whitney U
/// divided by n · m. ½ says that neither is ahead. Agarwal et al., arXiv:2108.13264, recommend it and average it over tasks. It says how
/// often, not by how much.
/// </remarks>
public static class ProbabilityOfImprovement
{
    /// <summary>Compares every pair.</summary>
    /// <param name="x">Scores of the first technique, shape [n], in any order; higher is better; -∞ is the worst.</param>
    /// <param name="y">Scores of the second one, shape [m].</param>
    /// <returns>A share in [0, 1], a multiple of 1 / (2 n m); NaN when either has no score.</returns>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] first = [.. x], second = [.. y];
        Array.Sort(first);
        Array.Sort(second);
        return OfSorted(first, second);
    }

    /// <summary>Its 95 % bootstrap interval: the runs of both techniques are resampled, each among themselves.</summary>
    /// <param name="x">Scores of the first technique, not empty, never NaN.</param>
    /// <param name="y">Scores of the second one, not empty, never NaN.</param>
    /// <param name="bootstrap">Resamples.</param>
    /// <exception cref="ArgumentException">Either is empty or has a NaN.</exception>
    public static Interval IntervalOf(ImmutableArray<double> x, ImmutableArray<double> y, Bootstrap bootstrap) =>
        IntervalOf([(x, y)], bootstrap);

    /// <summary>Its 95 % stratified bootstrap interval, averaged over tasks.</summary>
    /// <param name="tasks">Scores of the first and the second technique on each task, none empty, never NaN.</param>
    /// <param name="bootstrap">Resamples.</param>
    /// <exception cref="ArgumentException">There is no task, or scores are missing or NaN.</exception>
    public static Interval IntervalOf(ImmutableArray<(ImmutableArray<double> X, ImmutableArray<double> Y)> tasks, Bootstrap bootstrap)
    {
        ImmutableArray<ImmutableArray<double>> strata = [.. tasks.SelectMany(task => (ImmutableArray<double>[])[task.X, task.Y])];
        var standings = Standings(tasks, Bootstrap.Sorted(strata));
        var drawn = new int[standings.Length + 1];
        return bootstrap.OfPlaces(Bootstrap.Sizes(strata), places =>
        {
            var (sum, place) = (0.0, 0);
            foreach (var (x, y) in tasks)
            {
                // How many of the drawn y stand before each place; then every drawn x adds those below it and those up to it, which counts
                // a tie once and a win twice.
                var (first, end) = (place + x.Length, place + x.Length + y.Length);
                var before = drawn.AsSpan(first, y.Length + 1);
                before.Clear();
                foreach (var at in places[first..end])
                    before[at - first + 1]++;
                for (var i = 1; i < before.Length; i++)
                    before[i] += before[i - 1];
                var twice = 0L;
                foreach (var at in places[place..first])
                    twice += before[standings[at].Below] + before[standings[at].UpTo];
                sum += twice / (2.0 * x.Length * y.Length);
                place = end;
            }

            return sum / tasks.Length;
        });
    }

    /// <summary>Of every x, how many of its task's sorted y are below it, and how many below or equal; y have none.</summary>
    private static (int Below, int UpTo)[] Standings(
        ImmutableArray<(ImmutableArray<double> X, ImmutableArray<double> Y)> tasks, double[] sorted)
    {
        var (standings, place) = (new (int Below, int UpTo)[sorted.Length], 0);
        foreach (var (x, y) in tasks)
        {
            for (var i = place; i < place + x.Length; i++)
                standings[i] = (y.Count(value => value < sorted[i]), y.Count(value => value <= sorted[i]));
            place += x.Length + y.Length;
        }

        return standings;
    }

    /// <summary>One pass over both: of each y, how many x are below it and how many are equal.</summary>
    private static double OfSorted(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return double.NaN;
        if (double.IsNaN(x[0]) || double.IsNaN(y[0]))
            throw new ArgumentException("A score is NaN: give what is undefined a rank first.");

        // Twice the number of pairs in which x is higher, ties counting one: a whole number, so nothing is rounded before the division.
        var (twice, below, upTo) = (0L, 0, 0);
        foreach (var value in y)
        {
            while (below < x.Length && x[below] < value)
                below++;
            while (upTo < x.Length && x[upTo] <= value)
                upTo++;
            twice += 2 * (x.Length - upTo) + (upTo - below);
        }

        return twice / (2.0 * x.Length * y.Length);
    }
}
