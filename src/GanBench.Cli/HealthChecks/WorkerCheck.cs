using System.ComponentModel;
using System.Diagnostics;
using GanBench.Cli.Hosting;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;

namespace GanBench.Cli.HealthChecks;

/// <summary>Whether a worker process can be started at all, and how long that takes.</summary>
internal static class WorkerCheck
{
    private const string Subject = "worker";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts a worker and ends it.</summary>
    public static HealthCheckResult Run(WorkerProgram program)
    {
        var remedy = $"Workers are started with: {string.Join(' ', program.Arguments.Prepend(program.File).Select(Words.Quoted))}";
        var began = Stopwatch.StartNew();
        try
        {
            using var process = Process.Start(program.StartInfo())!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Close();   // a worker ends with its input
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return new(HealthStatus.Broken, Subject, "a worker process starts and does not end", remedy);
            }

            if (process.ExitCode == ExitCode.Fine)
                return new(HealthStatus.Fine, Subject, $"a worker process starts and ends in {Words.Duration(began.Elapsed)}");
            var ended = $"a worker process ends with exit code {process.ExitCode}: {errors.Result.Trim()}";
            return new(HealthStatus.Broken, Subject, Words.OneLine(ended), remedy);
        }
        catch (Win32Exception error)
        {
            return new(HealthStatus.Broken, Subject, $"a worker process cannot be started: {error.Message}", remedy);
        }
    }
}
