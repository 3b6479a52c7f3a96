using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Workers;

/// <summary>Real workers that are killed in the middle of a cell.</summary>
[Platform("Linux")]
public sealed class WorkerDeathTest
{
    private const string KilledBySignal9 = "exit code 137 (signal 9";

    [Test]
    public async Task Worker_KilledOnceDuringACell_CostsTimeAndNoDigest()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 4000);

        var running = ganbench.RunHere("run", spec, "--jobs", "1", "--checkpoint-seconds", "0.1");
        await KillWorkerPastACheckpoint(ganbench);
        var answer = await running;

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(
            answer.Output,
            Does.Contain(KilledBySignal9)
                .And.Contain("It is tried once more, from its last checkpoint.")
                .And.Match(@"goes on after generator step [\d,]+\.\n"));
        Assert.That(Digest(ganbench), Is.EqualTo(await UndisturbedDigest(spec)));
        Assert.That(Directory.GetDirectories(ganbench.Inside("results", "long")), Is.Empty, "neither claims nor checkpoints are left");
    }

    [Test]
    public async Task Worker_KilledTwiceDuringACell_FailsThatCellAndTheNextRunGoesOnFromItsCheckpoint()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 6000);

        var running = ganbench.RunHere("run", spec, "--jobs", "1", "--checkpoint-seconds", "0.1");
        await KillWorkerPastACheckpoint(ganbench);
        await KillWorkerPastACheckpoint(ganbench);
        var killed = await running;
        var outcome = ganbench.Records("long").Values.Single().GetProperty("result").GetProperty("outcome");
        var again = await ganbench.RunHere("run", spec, "--jobs", "1");

        Assert.That(killed.ExitCode, Is.EqualTo(ExitCode.CellsFailed), killed.Error);
        Assert.That(killed.Output, Does.Contain("ring8 ns-gan seed 0: FAILED").And.Contain("1 failed"));
        Assert.That(outcome.GetProperty("kind").GetString(), Is.EqualTo("failed"));
        Assert.That(outcome.GetProperty("error").GetString(), Does.Contain(KilledBySignal9).And.Contain("It did so twice"));
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Fine), again.Error);
        Assert.That(
            again.Output,
            Does.Contain("1 run now")
                .And.Contain("1 completed")
                .And.Contain("1 cell of them goes on")
                .And.Match(@"goes on after generator step [\d,]+\.\n"));
        Assert.That(Digest(ganbench), Is.EqualTo(await UndisturbedDigest(spec)));
    }

    /// <summary>Waits until this process's worker has kept a new checkpoint, then kills it.</summary>
    private static async Task KillWorkerPastACheckpoint(Ganbench ganbench)
    {
        var folder = ganbench.Inside("results", "long", "checkpoints");
        var before = Written();
        await Processes.Until(() => Written() > before, "a worker keeps a checkpoint");
        Processes.Kill(Processes.WorkersOf(Environment.ProcessId).Single());

        DateTime Written() =>
            Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.checkpoint").Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max()
                : default;
    }

    private static async Task<string?> UndisturbedDigest(string spec)
    {
        using var undisturbed = new Ganbench();
        await undisturbed.RunHere("run", spec, "--jobs", "1");
        return Digest(undisturbed);
    }

    private static string? Digest(Ganbench ganbench) =>
        ganbench.Records("long").Values.Single().GetProperty("digests").GetProperty("training").GetString();
}
