using System.Diagnostics;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Workers;

/// <summary>How a worker is started.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The program's command for a worker; not for users.</summary>
    public const string Command = "worker";

    /// <summary>A program as a worker of itself.</summary>
    public static WorkerProgram Of(ProgramStart program) => new(program.File, [.. program.Arguments, Command]);

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
