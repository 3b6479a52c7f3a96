using System.Diagnostics;
using GanBench.Cli.Hosting;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Tests;

/// <summary>Programs that run beside the tests; found through Linux's /proc.</summary>
internal static class Processes
{
    /// <summary>
    /// Starts the program with this world's folders, in a process of its own, which ends with its children when it is disposed of.
    /// </summary>
    public static Process Start(Ganbench here, params IReadOnlyList<string> arguments) =>
        Start(here, new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables of the environment.</summary>
    public static Process Start(Ganbench here, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> arguments)
    {
        var program = ProgramStart.OfThisProgram();
        var start = new ProcessStartInfo(
            program.File, [.. program.Arguments, .. arguments, "--results", here.Results, "--reports", here.Reports])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [CommandEnvironment.OfflineVariable] = "1", [CommandEnvironment.CacheVariable] = here.Inside("cache") },
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = new ProcessTree { StartInfo = start };
        process.Start();
        return process;
    }

    /// <summary>Whether a run tells that a cell has trained some steps.</summary>
    public static bool HasTrained(Ganbench here, string experiment) =>
        new CellClaims(here.Inside("results", experiment)).Running().Any(cell => cell.By is { GeneratorSteps: > 0 });

    /// <summary>The ids of a process's workers.</summary>
    public static List<int> WorkersOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && IsWorkerOf(id, parent)),
    ];

    /// <summary>Ends a process as a crash or the system would, if it is still there.</summary>
    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="TimeoutException">
    /// It is not so within ten minutes: a test on a loaded machine waits for what happens, and for no time.
    /// </exception>
    public static async Task Until(Func<bool> so, string what)
    {
        for (var waited = Stopwatch.StartNew(); !so(); await Task.Delay(10))
        {
            if (waited.Elapsed > TimeSpan.FromMinutes(10))
                throw new TimeoutException($"Within ten minutes: {what}.");
        }
    }

    /// <summary>A process that no test leaves behind, however the test ends.</summary>
    private sealed class ProcessTree : Process
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Kill(entireProcessTree: true);   // does nothing when it has ended
            base.Dispose(disposing);
        }
    }

    private static bool IsWorkerOf(int id, int parent)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..];
            return int.Parse(line) == parent && File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains(
                "worker");
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return false;   // it ended while it was looked at
        }
    }
}
