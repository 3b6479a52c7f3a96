using System.Runtime.InteropServices;
using System.Globalization;
using System.Reflection;
using GanBench.Experiments.Records;
using GanBench.Numerics;

namespace GanBench.Cli;

/// <summary>Finds out where a run runs.</summary>
internal static class Host
{
    /// <summary>The program's version, e.g. <c>0.1.0</c>.</summary>
    public static string Version => Informational.Split('+')[0];

    /// <summary>The commit that the program was built from; null when it was built outside a repository.</summary>
    public static string? Commit => Informational.Split('+') is [_, { Length: > 0 } commit] ? commit : null;

    private static string Informational =>
        typeof(Host).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static HostFacts Facts(TimeProvider time) => new(
        Engines.Default.Facts.Name,
        WidestVectors.Name,
        Processor(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        Commit,
        time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Processor()
    {
        const string LinuxFile = "/proc/cpuinfo";
        var line = File.Exists(LinuxFile)
            ? File.ReadLines(LinuxFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") is { } windows ? ":" + windows : null;
        var name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return string.IsNullOrEmpty(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
