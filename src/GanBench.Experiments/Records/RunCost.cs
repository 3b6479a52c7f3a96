using System.Text.Json.Serialization;

namespace GanBench.Experiments.Records;

/// <summary>What a run took on its machine; the operations are the same on every machine.</summary>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps, evaluations left out.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations.</param>
/// <param name="CpuSeconds">Processor seconds of the worker for the whole run.</param>
/// <param name="GeneratorStepsPerSecond">Generator updates per second of training.</param>
/// <param name="SamplesPerSecond">Real training samples per second of training.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the worker during the run; 0 when the system does not tell.</param>
/// <param name="FloatingPointOperations">
/// Operations of matrix products, convolutions and pairwise distances in training steps, evaluations left out, a multiply-add counting as
/// two; null when the engine does not count them. Records from before it was counted have none.
/// </param>
public sealed record RunCost(
    double TrainingSeconds,
    double EvaluationSeconds,
    double CpuSeconds,
    double GeneratorStepsPerSecond,
    double SamplesPerSecond,
    long PeakMemoryBytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FloatingPointOperations = null)
{
    /// <summary>What cannot be true of these numbers; null when nothing is seen to be wrong.</summary>
    internal string? Nonsense
    {
        get
        {
            foreach (var (name, value) in (ReadOnlySpan<(string, double)>)
                [("training-seconds", TrainingSeconds), ("evaluation-seconds", EvaluationSeconds), ("cpu-seconds", CpuSeconds)])
            {
                if (!(value >= 0 && double.IsFinite(value)))
                    return $"its {name} is {value}, and no time is";
            }

            return GeneratorStepsPerSecond < 0 || SamplesPerSecond < 0 ? "it has a negative rate"
                : PeakMemoryBytes < 0 || FloatingPointOperations < 0 ? "it counts less than nothing"
                : null;
        }
    }
}
