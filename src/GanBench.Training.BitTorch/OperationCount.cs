using GanBench.Experiments.Running;

namespace GanBench.Training;

/// <summary>The engine's count of floating-point operations, which <see cref="Trainer"/> reads before and after its steps.</summary>
internal static class OperationCount
{
    /// <summary>
    /// Operations on this thread since it began, of which only differences mean anything; null when the engine does not count.
    /// </summary>
    public static long? Now => OperationCounter.OnThisThread;
}
