using System.Diagnostics;
using System.Globalization;
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
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 3000);
        using var process = Processes.Start(ganbench, "run", spec, "--jobs", "1");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Processes.Until(() => Processes.WorkersOf(process.Id).Exists(Processes.IsBusy), "a worker trains");

        await Send(signal, process.Id);
        await process.WaitForExitAsync();
        var continued = await ganbench.RunHere("run", spec);

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Interrupted), await error);
        Assert.That(await output, Does.Contain("Interrupted. 0 of 1 cell are done").And.Contain("1 more will go on from where they stopped").And.Contain("Continue with: "));
        Assert.That(continued.Output, Does.Match(@"goes on after generator step [1-9][\d,]*\.\n").And.Contain("1 completed"));
        using var undisturbed = new Ganbench();
        await undisturbed.RunHere("run", spec);
        Assert.That(Digest(ganbench), Is.EqualTo(Digest(undisturbed)));
    }

    // The worker is frozen, so it cannot keep anything; who asks twice does not want to wait until that is noticed.
    [Test]
    public async Task Signal_Twice_EndsAtOnceThoughAWorkerDoesNotAnswer()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 1_000_000);
        using var process = Processes.Start(ganbench, "run", spec, "--jobs", "1");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Processes.Until(() => Processes.WorkersOf(process.Id).Exists(Processes.IsBusy), "a worker trains");
        var worker = Processes.WorkersOf(process.Id).Single();
        await Send("STOP", worker);

        await Send("INT", process.Id);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var waits = !process.HasExited;
        await Send("INT", process.Id);
        var ended = process.WaitForExit(Limits.Default.Stop / 2);
        Processes.Kill(worker);
        Processes.Kill(process.Id);

        Assert.That((waits, ended), Is.EqualTo((true, true)), await output + await error);
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Interrupted));
    }

    private static async Task Send(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static string? Digest(Ganbench ganbench) => ganbench.Records("long").Values.Single().GetProperty("digest").GetString();
}
