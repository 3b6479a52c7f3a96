using System.Collections.Immutable;
using GanBench.Randomness;
using MathNet.Numerics.Statistics;

namespace GanBench.Statistics;

/// <summary>A number that is computed from a resample.</summary>
/// <param name="resample">
/// One stratum after the other, each as long as it was observed and in ascending order; may be overwritten.
/// </param>
/// <returns>A finite number.</returns>
public delegate double Statistic(Span<double> resample);

/// <summary>Stratified percentile bootstrap.</summary>
/// <remarks>
/// Every stratum is resampled with replacement to its own size, the statistic is computed from all of them together, and the interval reaches
/// from the 2.5th to the 97.5th percentile over the resamples: Efron, "Bootstrap methods: another look at the jackknife", 1979; stratified as
/// Agarwal et al., arXiv:2108.13264, do it, who resample the runs of every task.
/// Resample i of stratum s draws the same ranks whenever the stratum has the same size, so the same values give the same interval in any order
/// and on every machine. The ranks are kept for the next call: an instance belongs to one thread.
/// </remarks>
public sealed class Bootstrap
{
    /// <summary>Resamples behind every interval of a table.</summary>
    public const int TableResamples = 10_000;

    private const double LowerPercentile = 0.025;
    private const double UpperPercentile = 0.975;

    private readonly int resamples;
    private readonly SeedStream stream;
    private readonly Dictionary<(int Stratum, int Size), int[]> ranks = [];

    /// <summary>A bootstrap with a stream of its own.</summary>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <param name="stream">Where its random numbers come from; nothing else may draw from it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no resample.</exception>
    public Bootstrap(int resamples, SeedStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        (this.resamples, this.stream) = (resamples, stream);
    }

    /// <summary>The bootstrap of every table: 10,000 resamples from one fixed stream, so the same records give the same intervals.</summary>
    public static Bootstrap ForTables() => new(TableResamples, SeedStream.FromSeed(0).Derive("statistics").Derive("bootstrap"));

    /// <summary>The 95 % percentile interval of a statistic.</summary>
    /// <param name="strata">Observed values, never NaN, by stratum; each stratum in any order and not empty.</param>
    /// <param name="statistic">What is computed from each resample.</param>
    /// <returns>The interval; percentiles are interpolated linearly between neighbours (definition R7).</returns>
    /// <exception cref="ArgumentException">There is no stratum, or one is empty or has a NaN.</exception>
    public Interval Of(ImmutableArray<ImmutableArray<double>> strata, Statistic statistic)
    {
        var values = new double[resamples];
        var i = 0;
        Resample(strata, resample => values[i++] = statistic(resample));
        return new Interval(
            ArrayStatistics.QuantileCustomInplace(values, LowerPercentile, QuantileDefinition.R7),
            ArrayStatistics.QuantileCustomInplace(values, UpperPercentile, QuantileDefinition.R7));
    }

    /// <summary>The 95 % percentile interval of the interquartile mean of all values of all strata together.</summary>
    /// <param name="strata">As for <see cref="Of"/>; finite.</param>
    /// <exception cref="ArgumentException">There is no stratum, or one is empty or has a NaN.</exception>
    public Interval OfInterquartileMean(ImmutableArray<ImmutableArray<double>> strata)
    {
        // Collapse makes equal values the normal case; every resample of them is the same.
        if (strata is [{ IsEmpty: false } first, ..] && strata.All(stratum => !stratum.IsEmpty && stratum.All(value => value == first[0])))
            return new Interval(first[0], first[0]);
        return Of(strata, static resample =>
        {
            resample.Sort();
            return InterquartileMean.OfSorted(resample);
        });
    }

    /// <summary>Hands every resample to an action.</summary>
    internal void Resample(ImmutableArray<ImmutableArray<double>> strata, ResampleAction action)
    {
        if (strata.IsEmpty || strata.Any(stratum => stratum.IsEmpty || stratum.Any(double.IsNaN)))
            throw new ArgumentException("A bootstrap needs at least one stratum, and in each at least one value and no NaN.", nameof(strata));

        double[][] sorted = [.. strata.Select(stratum => stratum.Order().ToArray())];
        int[][] drawn = [.. sorted.Select((stratum, index) => Ranks(index, stratum.Length))];
        var resample = new double[sorted.Sum(stratum => stratum.Length)];
        for (var i = 0; i < resamples; i++)
        {
            var place = 0;
            for (var stratum = 0; stratum < sorted.Length; stratum++)
            {
                var (from, size) = (sorted[stratum], sorted[stratum].Length);
                foreach (var rank in drawn[stratum].AsSpan(i * size, size))
                    resample[place++] = from[rank];
            }

            action(resample);
        }
    }

    /// <summary>Ranks of every resample of a stratum, shape [resamples, size], each resample in ascending order.</summary>
    private int[] Ranks(int stratum, int size)
    {
        if (ranks.TryGetValue((stratum, size), out var known))
            return known;

        var drawn = new int[resamples * size];
        stream.Integers(stratum, size, drawn);
        for (var i = 0; i < resamples; i++)
            drawn.AsSpan(i * size, size).Sort();
        return ranks[(stratum, size)] = drawn;
    }

    /// <summary>What is done with a resample.</summary>
    internal delegate void ResampleAction(Span<double> resample);
}
