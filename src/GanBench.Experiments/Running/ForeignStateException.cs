namespace GanBench.Experiments.Running;

/// <summary>A state cannot be gone on from, because it belongs to something else.</summary>
/// <param name="reason">What it belongs to: half a sentence.</param>
public sealed class ForeignStateException(string reason) : Exception(reason);
