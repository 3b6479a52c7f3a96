namespace GanBench.Statistics;

/// <summary>One point of a performance profile.</summary>
/// <param name="Threshold">τ.</param>
/// <param name="Share">Share of the runs that score at least τ, in [0, 1].</param>
/// <param name="Band">Its 95 % bootstrap interval.</param>
public readonly record struct ProfilePoint(double Threshold, double Share, Interval Band);
