using GanBench.Cli.Hosting;
using GanBench.Cli.Wording;
using GanBench.Experiments.Running;
using GanBench.Numerics;

namespace GanBench.Cli.HealthChecks;

/// <summary>Engine, processor and memory.</summary>
internal static class MachineCheck
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Whether the engine finds vectors to compute with.</summary>
    public static HealthCheckResult Engine(IEngine engine)
    {
        const string Subject = "engine";
        var name = $"{engine.Facts.Name} ({engine.Facts.Identity})";
        return WidestVectors.Name == "scalar"
            ? new(
                HealthStatus.Poor,
                Subject,
                $"{name} without vectors",
                "Same results, many times slower. Is DOTNET_EnableHWIntrinsic=0 set?")
            : new(HealthStatus.Fine, Subject, $"{name}, {WidestVectors.Name} vectors");
    }

    /// <summary>What the processor is, and how many workers that makes.</summary>
    public static HealthCheckResult Processor(CommandEnvironment environment)
    {
        var host = Host.Facts(environment.Engine, environment.Time);
        var (cores, workers) = (Words.Count(environment.Cores, "core"), Words.Count(environment.Cores, "worker"));
        return new(HealthStatus.Fine, "processor", $"{host.Processor}; {cores}, so {workers} unless --jobs says otherwise");
    }

    /// <summary>What this process may use: a container's limit where there is one.</summary>
    public static HealthCheckResult Memory(int cores)
    {
        const string Subject = "memory";
        var gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;
        return gibibytes / cores < 0.25
            ? new(HealthStatus.Poor, Subject, $"{gibibytes:N1} GiB, less than 0.25 GiB per worker", "Start fewer workers with --jobs.")
            : new(HealthStatus.Fine, Subject, $"{gibibytes:N1} GiB");
    }
}
