namespace GanBench.Statistics;

/// <summary>A closed interval of numbers.</summary>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end, at least the lower one; both are NaN where there is no interval.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>No interval: there was nothing to compute it from.</summary>
    public static Interval None => new(double.NaN, double.NaN);

    /// <summary>Whether there is an interval.</summary>
    public bool IsDefined => !double.IsNaN(Lower) && !double.IsNaN(Upper);
}
