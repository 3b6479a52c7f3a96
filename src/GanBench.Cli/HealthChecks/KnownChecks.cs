using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;
using GanBench.Judges;

namespace GanBench.Cli.HealthChecks;

/// <summary>Looks at everything that a run needs; leaves nothing behind and never touches the network.</summary>
internal static class KnownChecks
{
    /// <summary>All results, in the order they are shown.</summary>
    /// <param name="environment">The world.</param>
    /// <param name="results">Folder of the results.</param>
    public static ImmutableArray<HealthCheckResult> Run(CommandEnvironment environment, string results) =>
    [
        MachineCheck.Engine(environment.Engine),
        MachineCheck.Processor(environment),
        MachineCheck.Memory(environment.Cores),
        .. GpuCheck.Run(),
        WorkerCheck.Run(WorkerProgram.Of(environment.Program)),
        .. KnownJudges.All.Select(JudgeCheck.Run),
        .. MnistCheck.Run(environment.Locations),
        FolderCheck.Run(
            "cache folder",
            environment.Locations.CacheFolder,
            HealthStatus.Poor,
            $"Downloads cannot be kept, so every run downloads again. Name another folder with {CommandEnvironment.CacheVariable}=DIR."),
        FolderCheck.Run(
            "results folder", results, HealthStatus.Broken, "Make it writable, or name another folder with --results DIR."),
    ];
}
