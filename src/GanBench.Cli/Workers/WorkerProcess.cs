using System.ComponentModel;
using System.Diagnostics;
using GanBench.Cli.Hosting;
using GanBench.Cli.Wording;

namespace GanBench.Cli.Workers;

/// <summary>The supervisor's end of a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptErrorLines = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Queue<string> lastErrors = new();
    private readonly Task reading;

    private WorkerProcess(Process process, Action<WorkerProcess, WorkerReply> onReply, Action<WorkerProcess, string> onEnd)
    {
        this.process = process;
        reading = Task.Run(async () => onEnd(this, await Read(onReply)));
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="program">How.</param>
    /// <param name="onReply">Told every reply, from another thread, in order.</param>
    /// <param name="onEnd">Told once, after the last reply, how the worker ended, e.g. <c>ended with exit code 139 (signal 11)</c>.</param>
    /// <exception cref="UserMistakeException">The process cannot be started.</exception>
    public static WorkerProcess Start(
        WorkerProgram program, Action<WorkerProcess, WorkerReply> onReply, Action<WorkerProcess, string> onEnd)
    {
        try
        {
            return new WorkerProcess(Process.Start(program.StartInfo())!, onReply, onEnd);
        }
        catch (Win32Exception error)
        {
            throw new UserMistakeException(
                $"A worker process cannot be started with {program.File}: {error.Message}. " +
                "Is dotnet on the PATH, and are more processes allowed?");
        }
    }

    /// <summary>Hands over a request. To a worker that is gone it does nothing: its end is on the way.</summary>
    public void Send(WorkerRequest request)
    {
        try
        {
            process.StandardInput.WriteLine(JsonLines.Write(request));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Ends the worker at once, also one that hangs or is stopped.</summary>
    /// <returns>Ends when the process is gone and cleared up, which may take seconds.</returns>
    public Task Kill()
    {
        process.Kill();
        return Task.Run(Dispose);
    }

    /// <summary>Ends the worker, whatever it is doing.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }

        if (!process.WaitForExit(Patience))
            process.Kill();
        reading.Wait(Patience);
        process.Dispose();
    }

    private async Task<string> Read(Action<WorkerProcess, WorkerReply> onReply)
    {
        var errors = Task.Run(KeepLastErrors);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonLines.TryRead<WorkerReply>(line) is { } reply)
            {
                onReply(this, reply);
                continue;
            }

            process.Kill();
            return $"wrote something that is no reply ({Words.Quote(line)}) and was ended";
        }

        await process.WaitForExitAsync();
        await Task.WhenAny(errors, Task.Delay(Patience));
        return $"ended with exit code {Describe(process.ExitCode)}{LastWords()}";
    }

    private async Task KeepLastErrors()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (lastErrors)
            {
                if (line.Trim().Length > 0)
                    lastErrors.Enqueue(line.Trim());
                if (lastErrors.Count > KeptErrorLines)
                    lastErrors.Dequeue();
            }
        }
    }

    private string LastWords()
    {
        lock (lastErrors)
            return lastErrors.Count == 0 ? "" : $"; its last words: {string.Join(" | ", lastErrors.Select(Words.Quote))}";
    }

    // A Unix shell's convention, and .NET's: 128 and the signal's number.
    private static string Describe(int exitCode) => (!OperatingSystem.IsWindows(), exitCode) switch
    {
        (true, 137) => "137 (signal 9: killed, by hand or by the system when memory is short)",
        (true, > 128 and < 160) => $"{exitCode} (signal {exitCode - 128})",
        _ => $"{exitCode}",
    };
}
