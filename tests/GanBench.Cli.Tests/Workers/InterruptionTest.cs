using System.Diagnostics;
using System.Globalization;
using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;

namespace GanBench.Cli.Tests.Workers;

/// <summary>Ctrl-C, and the signals by which clusters and closed terminals say the same.</summary>
[Platform("Linux")]
public sealed class InterruptionTest
{
    // The checkpoints that this run would write by itself are far apart: what it goes on from was kept when the signal came.
    [TestCase("INT"), TestCase("TERM"), TestCase("HUP")]
    public async Task Signal_Once_KeepsTheCellsStateAndSaysHowToContinue(string signal)
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 8000);
        using var process = Processes.Start(ganbench, "run", spec, "--jobs", "1");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Processes.Until(() => Processes.HasTrained(ganbench, "long"), "a worker trains");

        await Send(signal, process.Id);
        await process.WaitForExitAsync();
        var continued = await ganbench.RunHere("run", spec);

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Interrupted), await error);
        Assert.That(
            await output,
            Does.Contain("Interrupted. 0 of 1 cell is done")
                .And.Contain("1 more will go on from where they stopped")
                .And.Contain("Continue with: "));
        Assert.That(continued.Output, Does.Match(@"goes on after generator step [1-9][\d,]*\.\n").And.Contain("1 completed"));
        using var undisturbed = new Ganbench();
        await undisturbed.RunHere("run", spec);
        Assert.That(Digest(ganbench), Is.EqualTo(Digest(undisturbed)));
    }

    // The worker is frozen, so it cannot keep anything; who asks twice does not want to wait until that is noticed.
    // A closed terminal is told by the shell and by the system, so SIGHUP counts for nobody's second wish.
    [TestCase("INT"), TestCase("HUP")]
    public async Task Signal_Twice_EndsAtOnceThoughAWorkerDoesNotAnswer(string first)
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 1_000_000);
        using var process = Processes.Start(ganbench, "run", spec, "--jobs", "1");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Processes.Until(() => Processes.HasTrained(ganbench, "long"), "a worker trains");
        var worker = Processes.WorkersOf(process.Id).Single();
        await Send("STOP", worker);
        try
        {
            await Send(first, process.Id);
            await Task.Delay(TimeSpan.FromSeconds(1));
            await Send("HUP", process.Id);
            await Task.Delay(TimeSpan.FromSeconds(1));
            var waits = !process.HasExited;
            await Send("TERM", process.Id);
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (first == "HUP")
            {
                waits &= !process.HasExited;
                await Send("INT", process.Id);
            }

            var ended = process.WaitForExit(Limits.Default.Stop / 2);

            Assert.That((waits, ended), Is.EqualTo((true, true)));
        }
        finally
        {
            Processes.Kill(process.Id);
            Processes.Kill(worker);
        }

        Assert.That(process.ExitCode, Is.EqualTo(first == "INT" ? 143 : ExitCode.Interrupted), await output + await error);
    }

    // A terminal and the shell in it tell a worker too, more than once: only its supervisor decides.
    [Test]
    public async Task Worker_ThatGetsSignalsAgainAndAgain_IsEndedByItsInputAlone()
    {
        var start = WorkerProgram.Of(ProgramStart.OfThisProgram()).StartInfo();
        using var worker = Process.Start(start)!;
        try
        {
            await Processes.Until(() => CatchesHangups(worker.Id), "the worker is up");
            foreach (var signal in (string[])["INT", "INT", "TERM", "TERM", "HUP", "HUP"])
                await Send(signal, worker.Id);
            await Task.Delay(TimeSpan.FromSeconds(0.5));
            var lives = !worker.HasExited;
            worker.StandardInput.Close();

            Assert.That(worker.WaitForExit(TimeSpan.FromSeconds(20)), Is.True);
            Assert.That((lives, worker.ExitCode), Is.EqualTo((true, ExitCode.Fine)));
        }
        finally
        {
            worker.Kill();
        }
    }

    // The last of the signals that a worker registers for is SIGTERM or SIGHUP: bits 14 and 0 of the mask in /proc.
    private static bool CatchesHangups(int process)
    {
        var mask = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))[7..];
        return (ulong.Parse(mask, NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite) & 0x4001) == 0x4001;
    }

    private static async Task Send(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static string? Digest(Ganbench ganbench) =>
        ganbench.Records("long").Values.Single().GetProperty("digests").GetProperty("training").GetString();
}
