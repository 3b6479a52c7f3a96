using System.Reflection;
using System.Runtime.InteropServices;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Numerics;

namespace GanBench.Cli.Hosting;

/// <summary>Finds out where a run runs.</summary>
internal static class Host
{
    /// <summary>The program's version, e.g. <c>0.1.0</c>.</summary>
    public static string Version => Informational.Split('+')[0];

    /// <summary>The commit that the program was built from; null when it was built outside a repository.</summary>
    public static string? Commit => Informational.Split('+') is [_, { Length: > 0 } commit] ? commit : null;

    /// <summary><c>0.1.0 (commit 8f3c...)</c>.</summary>
    public static string VersionAndCommit => Commit is { } commit ? $"{Version} (commit {commit})" : Version;

    private static string Informational =>
        typeof(Host).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>What records tell of this machine.</summary>
    /// <param name="engine">What trains.</param>
    /// <param name="time">Tells the day.</param>
    public static HostFacts Facts(IEngine engine, TimeProvider time) => new(
        engine.Facts.Name,
        WidestVectors.Name,
        Processor(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        Commit,
        $"{time.GetUtcNow():yyyy-MM-dd}");

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
