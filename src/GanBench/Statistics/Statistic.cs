namespace GanBench.Statistics;

/// <summary>A number that is computed from a resample.</summary>
/// <param name="resample">
/// One stratum after the other, each as long as it was observed and in ascending order; may be overwritten.
/// </param>
/// <returns>A finite number.</returns>
public delegate double Statistic(Span<double> resample);
