using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace GanBench.Cli.Checkup;

/// <summary>Asks NVIDIA's driver what GPUs there are.</summary>
internal static class GraphicsProcessors
{
    /// <summary>The driver's own program, found on the PATH.</summary>
    public const string DriverProgram = "nvidia-smi";

    // A driver in trouble lets its program hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What there is of GPUs; their absence is no defect, because the default engine uses none.</summary>
    /// <param name="program">The program to ask.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ImmutableArray<Finding> Examine(string program = DriverProgram, params string[] arguments)
    {
        const string Subject = "GPU";
        string[] question = arguments.Length > 0 ? arguments : ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"];
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, question) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (answer, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return [new Finding(Condition.Note, Subject, $"{program} does not answer", "Its driver is in trouble; BitTorch, the default engine, uses no GPU.")];
            }

            var lines = answer.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (process.ExitCode != 0 || lines.Length == 0)
            {
                var said = string.Join(' ', (lines.Length > 0 ? answer.Result : error.Result).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                return [new Finding(Condition.Note, Subject, $"{program} says: {Screens.Words.OneLine(said)}", "BitTorch, the default engine, uses no GPU.")];
            }

            return [.. lines.Select(line => new Finding(Condition.Fine, Subject, Describe(line)))];
        }
        catch (Win32Exception)
        {
            return [new Finding(Condition.Fine, Subject, $"none ({program} is not here); BitTorch, the default engine, uses none")];
        }
    }

    /// <summary><c>NVIDIA H200, 143771 MiB, driver 570.86</c>.</summary>
    private static string Describe(string line) =>
        line.Split(", ") is [var name, var memory, var driver] ? Screens.Words.OneLine($"{name}, {memory}, driver {driver}") : Screens.Words.OneLine(line);
}
