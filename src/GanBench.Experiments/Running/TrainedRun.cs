using GanBench.Experiments.Records;

namespace GanBench.Experiments.Running;

/// <summary>A run that was trained: what came out, and how long it took.</summary>
/// <param name="Result">The deterministic part of its record.</param>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps; shared by all replicas that were trained together.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations; shared in the same way.</param>
/// <param name="FloatingPointOperations">
/// Operations in this run's training steps, an equal share of those of all replicas; null when the engine does not count.
/// </param>
public sealed record TrainedRun(RunResult Result, double TrainingSeconds, double EvaluationSeconds, long? FloatingPointOperations);
