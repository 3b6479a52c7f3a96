using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GanBench.Benchmarks.Hardware;

/// <summary>The machine that times are taken on.</summary>
internal static class Machine
{
    /// <summary>The processor's name, as the system tells it.</summary>
    public static string Processor =>
        Line("/proc/cpuinfo", "model name")
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The last processors that this process may use, at most a given number; empty where they cannot be chosen.</summary>
    /// <remarks>
    /// The last ones because a system's own work gathers on the first. They are chosen with <c>taskset</c> of util-linux.
    /// </remarks>
    public static ImmutableArray<int> LastCores(int count) =>
        HasTaskset ? [.. Allowed().TakeLast(count)] : [];

    private static bool HasTaskset =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "taskset")));

    /// <summary>Reads lists such as <c>0-3,8</c>.</summary>
    private static IEnumerable<int> Allowed()
    {
        var ranges = Line("/proc/self/status", "Cpus_allowed_list") ?? string.Empty;
        foreach (var range in ranges.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-').Select(end => int.Parse(end)).ToArray();
            for (var core = ends[0]; core <= ends[^1]; core++)
                yield return core;
        }
    }

    private static string? Line(string file, string key) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : null;
}
