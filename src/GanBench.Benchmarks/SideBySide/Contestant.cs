using System.Collections.Immutable;
using System.Diagnostics;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>A process that trains one case in an engine, on given cores, and waits between its slices.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process process;
    private readonly string description;

    private Contestant(Process process, string description, string engine)
    {
        this.process = process;
        this.description = description;
        Engine = engine;
    }

    /// <summary>The engine and its version, as the process says it.</summary>
    public string Engine { get; }

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="cores">
    /// Processors that it may use, and their number the threads of its libraries; empty where that cannot be told.
    /// </param>
    /// <exception cref="ContestantException">It ended before it was ready.</exception>
    public static Contestant Start(ImmutableArray<string> command, ImmutableArray<int> cores)
    {
        string[] full = cores.IsEmpty ? [.. command] : ["taskset", "-c", string.Join(',', cores), .. command];
        var start = new ProcessStartInfo(full[0], full[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // BLAS libraries read these when they are loaded; PyTorch is told its number of threads as an argument besides.
        foreach (var name in (ReadOnlySpan<string>)["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[name] = Math.Max(1, cores.Length).ToString();
        var description = string.Join(' ', command);
        var process = Process.Start(start) ?? throw new ContestantException($"{description} did not start.");
        var engine = process.StandardOutput.ReadLine();
        if (engine is not null) return new Contestant(process, description, engine);
        process.WaitForExit();
        var code = process.ExitCode;
        process.Dispose();
        throw new ContestantException($"{description} ended with exit code {code} before it was ready; its own message stands above.");
    }

    /// <summary>Trains for a while.</summary>
    /// <param name="seconds">How long, at least; a step that was begun is ended.</param>
    public Slice Train(double seconds)
    {
        var words = Ask(seconds.ToString("R")).Split(' ');
        return new Slice(int.Parse(words[0]), Number(words[1]), Number(words[2]));
    }

    /// <summary>Multiply-adds a second of the core, measured where the contestant runs. Only BitTorch's side answers.</summary>
    public double Peak() => Number(Ask("peak"));

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5))) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static double Number(string text) => double.Parse(text);

    private string Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine()
            ?? throw new ContestantException($"{description} ended in the middle of a slice; its own message stands above.");
    }
}
