namespace GanBench.Experiments.Running;

/// <summary>What runs in training took so far, without what was lost with a worker.</summary>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations.</param>
/// <param name="FloatingPointOperations">Operations in training steps; null when the engine does not count.</param>
/// <param name="CpuSeconds">Processor seconds of the workers, as far as those who kept the state measured them.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the workers; 0 when it was not measured.</param>
public sealed record SpentCost(
    double TrainingSeconds, double EvaluationSeconds, long? FloatingPointOperations, double CpuSeconds = 0, long PeakMemoryBytes = 0)
{
    /// <summary>Nothing yet.</summary>
    public static SpentCost Nothing { get; } = new(0, 0, 0);
}
