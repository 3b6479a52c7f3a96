using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using GanBench.Cli.Wording;

namespace GanBench.Cli.HealthChecks;

/// <summary>Asks NVIDIA's driver what GPUs there are; their absence is no defect, because the default engine uses none.</summary>
internal static class GpuCheck
{
    /// <summary>The driver's own program, found on the PATH.</summary>
    public const string DriverProgram = "nvidia-smi";

    private const string Subject = "GPU";

    // A driver in trouble lets its program hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What there is of GPUs.</summary>
    /// <param name="program">The program to ask.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ImmutableArray<HealthCheckResult> Run(string program = DriverProgram, params string[] arguments)
    {
        string[] question = arguments.Length > 0 ? arguments : ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"];
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, question) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (answer, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                var trouble = "Its driver is in trouble; BitTorch, the default engine, uses no GPU.";
                return [new(HealthStatus.Note, Subject, $"{program} does not answer", trouble)];
            }

            var lines = answer.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (process.ExitCode == 0 && lines.Length > 0)
                return [.. lines.Select(line => new HealthCheckResult(HealthStatus.Fine, Subject, Describe(line)))];
            var said = (lines.Length > 0 ? answer.Result : error.Result).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var words = $"{program} says: {Words.OneLine(string.Join(' ', said))}";
            return [new(HealthStatus.Note, Subject, words, "BitTorch, the default engine, uses no GPU.")];
        }
        catch (Win32Exception)
        {
            return [new(HealthStatus.Fine, Subject, $"none ({program} is not here); BitTorch, the default engine, uses none")];
        }
    }

    /// <summary><c>NVIDIA H200, 143771 MiB, driver 570.86</c>.</summary>
    private static string Describe(string line) =>
        Words.OneLine(line.Split(", ") is [var name, var memory, var driver] ? $"{name}, {memory}, driver {driver}" : line);
}
