using BenchmarkDotNet.Attributes;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Whole training steps: one generator update with its discriminator updates.</summary>
public class TrainingSteps
{
    private TrainingStep? step;

    /// <summary>All steps that are known.</summary>
    public static IEnumerable<StepCase> Cases => KnownSteps.All;

    /// <summary>The step that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public StepCase Case { get; set; } = null!;

    /// <summary>Starts the game.</summary>
    [GlobalSetup]
    public void Setup() => step = Case.Start();

    /// <summary>One step.</summary>
    [Benchmark]
    public void Step() => step!.Run();

    /// <summary>Ends the game.</summary>
    [GlobalCleanup]
    public void Cleanup() => step?.Dispose();
}
