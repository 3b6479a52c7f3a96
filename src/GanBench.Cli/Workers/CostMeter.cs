using System.Diagnostics;
using System.Globalization;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Workers;

/// <summary>Measures what one cell costs the worker's process.</summary>
internal sealed class CostMeter
{
    // On Linux "5" written to the first sets VmHWM of the second, the highest resident memory, back to what is resident now.
    private const string ResetHighWater = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    private readonly TimeSpan cpuBefore;

    private CostMeter(TimeSpan cpuBefore) => this.cpuBefore = cpuBefore;

    /// <summary>Starts to measure; what the cell before left in memory is given back first.</summary>
    public static CostMeter Start()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
            TryReset();
        using var process = Process.GetCurrentProcess();
        return new CostMeter(process.TotalProcessorTime);
    }

    /// <summary>
    /// What a cell has taken when its state is kept: that of earlier workers, which reached the state it went on from, and this one's.
    /// </summary>
    /// <param name="spent">As the trainer counts.</param>
    /// <param name="earlier">What the state that the cell went on from had taken.</param>
    public SpentCost AddTo(SpentCost spent, SpentCost earlier)
    {
        using var process = Process.GetCurrentProcess();
        return spent with
        {
            CpuSeconds = earlier.CpuSeconds + (process.TotalProcessorTime - cpuBefore).TotalSeconds,
            PeakMemoryBytes = Math.Max(earlier.PeakMemoryBytes, HighWater() ?? process.PeakWorkingSet64),
        };
    }

    /// <summary>What a finished cell took.</summary>
    /// <param name="trained">The cell, its seconds and operations those of all workers together.</param>
    /// <param name="generatorSteps">Generator steps that it did.</param>
    /// <param name="earlier">What the state that it went on from had taken.</param>
    public RunCost CostOf(TrainedRun trained, int generatorSteps, SpentCost earlier)
    {
        var whole = AddTo(SpentCost.Nothing, earlier);
        return new RunCost(
            trained.TrainingSeconds,
            trained.EvaluationSeconds,
            whole.CpuSeconds,
            PerSecond(generatorSteps, trained.TrainingSeconds),
            PerSecond(trained.Result.RealSamplesSeen, trained.TrainingSeconds),
            whole.PeakMemoryBytes,
            trained.FloatingPointOperations);
    }

    private static double PerSecond(long count, double seconds) => seconds > 0 ? count / seconds : double.NaN;

    // Containers may forbid it; then the peak is that of the process so far, which is still an upper bound.
    private static void TryReset()
    {
        try
        {
            File.WriteAllText(ResetHighWater, "5");
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
        }
    }

    private static long? HighWater()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var words = line?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var kibibytes, "kB"] && long.TryParse(kibibytes, NumberStyles.None, provider: null, out var count)
            ? count * 1024
            : null;
    }
}
