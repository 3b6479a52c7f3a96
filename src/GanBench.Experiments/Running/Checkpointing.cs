namespace GanBench.Experiments.Running;

/// <summary>When the state of runs in training is kept, where they start, and who keeps it.</summary>
/// <param name="From">Where the runs go on; null to start them.</param>
/// <param name="IsDue">
/// Asked between two generator steps whether the state is to be kept now; it may look at a clock, because keeping changes no number.
/// </param>
/// <param name="Keep">Given the state when it is due, and when the runs are stopped.</param>
public sealed record Checkpointing(TrainingState? From, Func<bool> IsDue, Action<TrainingState> Keep);
