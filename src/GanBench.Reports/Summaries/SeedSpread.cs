using System.Collections.Immutable;

namespace GanBench.Reports.Summaries;

/// <summary>One number over the seeds of a technique.</summary>
/// <param name="InterquartileMean">Mean of the middle half of the defined values; NaN when there is none.</param>
/// <param name="Minimum">Smallest defined value; NaN when there is none.</param>
/// <param name="Maximum">Largest defined value; NaN when there is none.</param>
/// <param name="Defined">Number of seeds whose value is not NaN.</param>
/// <param name="Seeds">Number of seeds.</param>
public sealed record SeedSpread(double InterquartileMean, double Minimum, double Maximum, int Defined, int Seeds)
{
    /// <summary>Sums up the values of all seeds; NaN counts as undefined and is left out, but not forgotten.</summary>
    /// <param name="values">One value per seed, in any order.</param>
    public static SeedSpread Of(IEnumerable<double> values)
    {
        var all = values.ToImmutableArray();
        var defined = all.Where(value => !double.IsNaN(value)).Order().ToArray();
        return defined.Length == 0
            ? new SeedSpread(double.NaN, double.NaN, double.NaN, 0, all.Length)
            : new SeedSpread(Statistics.InterquartileMean.Of(defined), defined[0], defined[^1], defined.Length, all.Length);
    }

    /// <summary>The middle of sorted numbers, or the mean of the middle two; NaN when there is none.</summary>
    /// <param name="values">Numbers in any order; NaN is left out.</param>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
