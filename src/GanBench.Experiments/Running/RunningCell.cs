namespace GanBench.Experiments.Running;

/// <summary>A cell that a living process has in hand.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="By">Who; null when that cannot be read.</param>
public sealed record RunningCell(string Id, Claimant? By);
