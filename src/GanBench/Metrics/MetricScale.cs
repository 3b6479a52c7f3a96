namespace GanBench.Metrics;

/// <summary>Range and direction of a metric: what statistics need to know of it.</summary>
/// <param name="Minimum">Smallest value it can take; may be infinite.</param>
/// <param name="Maximum">Largest value it can take; may be infinite.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record MetricScale(double Minimum, double Maximum, Direction Direction)
{
    /// <summary>The worst value it can take, where 1 is best the largest one; infinite when it can be arbitrarily bad.</summary>
    public double Worst => Direction == Direction.HigherIsBetter ? Minimum : Maximum;

    /// <summary>A value on a scale on which higher is better.</summary>
    /// <param name="value">A value of the metric; NaN where it is undefined.</param>
    /// <returns>
    /// The value; its negative where lower is better; that of its distance from 1 where 1 is best; -∞ for NaN, which no value is below.
    /// </returns>
    public double Rank(double value) => Direction switch
    {
        _ when double.IsNaN(value) => double.NegativeInfinity,
        Direction.HigherIsBetter => value,
        Direction.OneIsBest => -Math.Abs(value - 1),
        _ => -value,
    };
}
