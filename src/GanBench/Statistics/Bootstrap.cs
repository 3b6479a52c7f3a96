using System.Collections.Immutable;
using GanBench.Randomness;
using MathNet.Numerics.Statistics;

namespace GanBench.Statistics;

/// <summary>Stratified percentile bootstrap.</summary>
/// <remarks>
/// Every stratum is resampled with replacement to its own size, the statistic is computed from all of them together, and the interval
/// reaches from the 2.5th to the 97.5th percentile over the resamples: Efron, "Bootstrap methods: another look at the jackknife", 1979;
/// stratified as Agarwal et al., arXiv:2108.13264, do it, who resample the runs of every task.
/// Resample i of stratum s draws the same ranks whenever the stratum has the same size, so the same values give the same interval in any
/// order and on every machine. The ranks are kept for the next call: an instance belongs to one thread.
/// </remarks>
public sealed class Bootstrap
{
    /// <summary>Resamples behind every interval of a table.</summary>
    public const int TableResamples = 10_000;

    private const double LowerPercentile = 0.025;
    private const double UpperPercentile = 0.975;

    private readonly int resamples;
    private readonly SeedStream stream;
    private readonly Dictionary<string, Draws> known = [];

    /// <summary>A bootstrap with a stream of its own.</summary>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <param name="stream">Where its random numbers come from; nothing else may draw from it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no resample.</exception>
    public Bootstrap(int resamples, SeedStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        (this.resamples, this.stream) = (resamples, stream);
    }

    /// <summary>
    /// The bootstrap of every table: 10,000 resamples from one fixed stream, so the same records give the same intervals.
    /// </summary>
    public static Bootstrap ForTables() => new(TableResamples, SeedStream.FromSeed(0).Derive("statistics").Derive("bootstrap"));

    /// <summary>The 95 % percentile interval of a statistic.</summary>
    /// <param name="strata">Observed values, never NaN, by stratum; each stratum in any order and not empty.</param>
    /// <param name="statistic">What is computed from each resample.</param>
    /// <returns>The interval; percentiles are interpolated linearly between neighbours (definition R7).</returns>
    /// <exception cref="ArgumentException">There is no stratum, or one is empty or has a NaN.</exception>
    public Interval Of(ImmutableArray<ImmutableArray<double>> strata, Statistic statistic)
    {
        var sorted = Sorted(strata);
        var resample = new double[sorted.Length];
        return OfPlaces(Sizes(strata), places =>
        {
            for (var i = 0; i < places.Length; i++)
                resample[i] = sorted[places[i]];
            return statistic(resample);
        });
    }

    /// <summary>The 95 % percentile interval of the interquartile mean of all values of all strata together.</summary>
    /// <param name="strata">As for <see cref="Of"/>; finite.</param>
    /// <exception cref="ArgumentException">There is no stratum, or one is empty or has a NaN.</exception>
    public Interval OfInterquartileMean(ImmutableArray<ImmutableArray<double>> strata)
    {
        // Collapse makes equal values the normal case; every resample of them is the same.
        if (strata is [{ IsEmpty: false } first, ..] && strata.All(stratum => !stratum.IsEmpty && stratum.All(value => value == first[0])))
            return new Interval(first[0], first[0]);
        if (strata.Length > 1)
        {
            return Of(strata, static resample =>
            {
                resample.Sort();
                return InterquartileMean.OfSorted(resample);
            });
        }

        var sorted = Sorted(strata);
        return OfPlaces(Sizes(strata), places => InterquartileMean.OfSorted(sorted, places));
    }

    /// <summary>
    /// All values in one row, one stratum after the other, each in ascending order: what the places of a resample are places in.
    /// </summary>
    internal static double[] Sorted(ImmutableArray<ImmutableArray<double>> strata) =>
        strata.IsEmpty || strata.Any(stratum => stratum.IsEmpty || stratum.Any(double.IsNaN))
            ? throw new ArgumentException(
                "A bootstrap needs at least one stratum, and in each at least one value and no NaN.", nameof(strata))
            : [.. strata.SelectMany(stratum => stratum.Order())];

    /// <summary>The 95 % percentile interval of a statistic of the places that were drawn.</summary>
    internal Interval OfPlaces(ImmutableArray<int> sizes, PlaceStatistic statistic)
    {
        var draws = DrawsFor(sizes);
        var values = new double[draws.Weights.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = statistic(draws.PlacesOf(i));
        return values.Length == resamples ? Selected(values) : Weighted(values, [.. draws.Weights]);
    }

    /// <summary>The resamples of strata of given sizes: alike ones once, with their number.</summary>
    internal Draws DrawsFor(ImmutableArray<int> sizes)
    {
        // Tables ask for the same few sizes again and again, and the draws depend on nothing else.
        var key = string.Join(' ', sizes);
        if (!known.TryGetValue(key, out var draws))
            known[key] = draws = Draw(sizes);
        return draws;
    }

    internal static ImmutableArray<int> Sizes(ImmutableArray<ImmutableArray<double>> strata) =>
        [.. strata.Select(stratum => stratum.Length)];

    /// <summary>The percentiles of 10,000 numbers.</summary>
    private static Interval Selected(double[] values) => new(
        ArrayStatistics.QuantileCustomInplace(values, LowerPercentile, QuantileDefinition.R7),
        ArrayStatistics.QuantileCustomInplace(values, UpperPercentile, QuantileDefinition.R7));

    /// <summary>The same of fewer numbers, each there so many times.</summary>
    private Interval Weighted(double[] values, int[] weights)
    {
        Array.Sort(values, weights);
        return new Interval(Percentile(LowerPercentile), Percentile(UpperPercentile));

        double Percentile(double share)
        {
            var place = share * (resamples - 1);
            var (below, above) = (AtRank((int)place), AtRank((int)place + 1));
            return below + ((place - (int)place) * (above - below));
        }

        double AtRank(int rank)
        {
            var i = 0;
            for (var seen = weights[0]; seen <= rank && i < values.Length - 1; seen += weights[i])
                i++;
            return values[i];
        }
    }

    private Draws Draw(ImmutableArray<int> sizes)
    {
        var (all, offset) = (sizes.Sum(), 0);
        var places = new int[resamples * all];
        foreach (var (stratum, size) in sizes.Index())
        {
            var ranks = new int[resamples * size];
            stream.Integers(stratum, size, ranks);
            for (var i = 0; i < resamples; i++)
            {
                var row = ranks.AsSpan(i * size, size);
                row.Sort();
                for (var k = 0; k < size; k++)
                    places[(i * all) + offset + k] = offset + row[k];
            }

            offset += size;
        }

        return Draws.WithoutRepetition(places, all, resamples);
    }

    /// <summary>A number that is computed from the places of the values in a resample.</summary>
    internal delegate double PlaceStatistic(ReadOnlySpan<int> places);

    /// <summary>The resamples of strata of given sizes.</summary>
    /// <param name="Places">Which value stands where, each stratum ascending; shape [distinct resamples, values].</param>
    /// <param name="Width">Number of values in a resample.</param>
    /// <param name="Weights">How often each was drawn, shape [distinct resamples].</param>
    internal sealed record Draws(int[] Places, int Width, int[] Weights)
    {
        public ReadOnlySpan<int> PlacesOf(int resample) => Places.AsSpan(resample * Width, Width);

        /// <summary>Few seeds have few resamples, three seeds ten of them: the statistic is computed of each once.</summary>
        public static Draws WithoutRepetition(int[] places, int width, int resamples)
        {
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            var (first, counts) = (new List<int>(), new List<int>());
            for (var i = 0; i < resamples; i++)
            {
                var key = string.Join(' ', places[(i * width)..((i + 1) * width)]);
                if (known.TryAdd(key, first.Count))
                {
                    first.Add(i);
                    counts.Add(0);
                }

                counts[known[key]]++;
            }

            // Where almost none repeats, all are kept apart: percentiles of equally likely values are found faster.
            return counts.Count > resamples / 2
                ? new Draws(places, width, [.. Enumerable.Repeat(1, resamples)])
                : new Draws([.. first.SelectMany(i => places[(i * width)..((i + 1) * width)])], width, [.. counts]);
        }
    }
}
