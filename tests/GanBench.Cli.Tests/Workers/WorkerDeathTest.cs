using System.Diagnostics;
using System.Globalization;

namespace GanBench.Cli.Tests.Workers;

[Platform("Linux")]
public sealed class WorkerDeathTest
{
    [Test]
    public async Task Worker_KilledDuringACell_FailsThatCellAndTheNextRunDoesItAgain()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 4000);

        var running = ganbench.RunHere("run", spec, "--jobs", "1");
        using (var worker = await BusyWorker())
            worker.Kill();
        var killed = await running;
        var outcome = ganbench.Records("long").Values.Single().GetProperty("result").GetProperty("outcome");
        var again = await ganbench.RunHere("run", spec, "--jobs", "1");

        Assert.That(killed.ExitCode, Is.EqualTo(ExitCode.CellsFailed), killed.Error);
        Assert.That(killed.Output, Does.Contain("ring8 ns-gan seed 0: FAILED").And.Contain("1 failed"));
        Assert.That(outcome.GetProperty("kind").GetString(), Is.EqualTo("failed"));
        Assert.That(outcome.GetProperty("error").GetString(), Does.Contain("exit code 137 (signal 9)"));
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Fine), again.Error);
        Assert.That(again.Output, Does.Contain("1 run now").And.Contain("1 completed"));
    }

    /// <summary>This process's worker, once it is past its start.</summary>
    private static async Task<Process> BusyWorker()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(1);)
        {
            foreach (var process in Process.GetProcesses())
            {
                if (IsOurWorker(process.Id) && process.TotalProcessorTime > TimeSpan.FromSeconds(1.2))
                    return process;
                process.Dispose();
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("No worker of this process was busy within a minute.");
    }

    private static bool IsOurWorker(int id)
    {
        try
        {
            var parent = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..];
            return int.Parse(parent, CultureInfo.InvariantCulture) == Environment.ProcessId
                && File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains("worker");
        }
        catch (IOException)
        {
            return false;   // it ended while it was looked at
        }
    }
}
