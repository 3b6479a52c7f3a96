using System.Diagnostics;

namespace GanBench.Cli.Workers;

/// <summary>How a worker is started: this program again, with another command.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>This program's name on the command line for a worker; not for users.</summary>
    public const string Command = "worker";

    /// <summary>This program, started as it was started itself: through its own executable, or through <c>dotnet</c>.</summary>
    public static WorkerProgram This()
    {
        var assembly = typeof(WorkerProgram).Assembly;
        var started = Environment.ProcessPath;
        var name = Path.GetFileNameWithoutExtension(started);
        if (started is not null && name == assembly.GetName().Name)
            return new WorkerProgram(started, [Command]);
        return new WorkerProgram(started is not null && name == "dotnet" ? started : "dotnet", [assembly.Location, Command]);
    }

    /// <summary>What to start a process with; all three standard streams are redirected.</summary>
    public ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = JsonLines.Encoding,
            StandardOutputEncoding = JsonLines.Encoding,
        };
        info.Environment.TryAdd("DOTNET_gcServer", "0");     // one heap: there is a worker on every core already
        info.Environment.TryAdd("DOTNET_TieredPGO", "0");    // its counters slow the first seconds, and many runs last no longer

        // Compiled at full speed at once: a worker on a busy core would train thousands of steps with slow code before it is replaced.
        // Not so the supervisor, whose code runs a few times: compiling it well costs more than it does.
        info.Environment.TryAdd("DOTNET_TC_QuickJit", "0");
        return info;
    }
}
