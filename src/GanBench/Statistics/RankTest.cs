namespace GanBench.Statistics;

/// <summary>The outcome of a Mann-Whitney test.</summary>
/// <param name="U">Pairs in which the first sample is higher, ties counting half; in [0, n · m].</param>
/// <param name="P">Two-sided p-value in (0, 1].</param>
public readonly record struct RankTest(double U, double P);
