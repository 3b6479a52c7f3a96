namespace GanBench.Definitions;

/// <summary>Range and direction of a metric: what statistics need to know of it.</summary>
/// <param name="Minimum">Smallest value it can take; may be infinite.</param>
/// <param name="Maximum">Largest value it can take; may be infinite.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Target">The best value, where <see cref="Direction.TargetIsBest"/>.</param>
public sealed record MetricScale(double Minimum, double Maximum, Direction Direction, double Target = 1)
{
    /// <summary>Whether techniques can be compared by it.</summary>
    public bool IsOrdered => Direction != Direction.ComparedWithPerfect;

    /// <summary>A value on a scale on which higher is better.</summary>
    /// <param name="value">A value of the metric; NaN where it is undefined.</param>
    /// <returns>
    /// The value; its negative where lower is better; the negative of its distance from the target where there is one; -∞ for NaN, which no
    /// value is below.
    /// </returns>
    public double Rank(double value) => Direction switch
    {
        _ when double.IsNaN(value) => double.NegativeInfinity,
        Direction.LowerIsBetter => -value,
        Direction.TargetIsBest => -Math.Abs(value - Target),
        _ => value,
    };
}
