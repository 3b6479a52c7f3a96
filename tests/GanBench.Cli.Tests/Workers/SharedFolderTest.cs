using System.Diagnostics;
using System.Text.RegularExpressions;
using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Tests.Workers;

/// <summary>Several runs in one folder.</summary>
public sealed partial class SharedFolderTest
{
    [Test]
    public async Task TwoRunsAtOnce_RunEveryCellOnceAndBothEndWithAllOfThem()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("shared", """["ring8", "grid25"]""", """["ns-gan", "wgan-gp"]""", "[0, 1]", 200);

        var answers = await Task.WhenAll(ganbench.RunHere("run", spec, "--jobs", "2"), ganbench.RunHere("run", spec, "--jobs", "2"));

        Assert.That(answers.Select(answer => (answer.ExitCode, answer.Error)), Is.All.EqualTo((ExitCode.Fine, "")));
        Assert.That(answers.Sum(answer => Number(RunNow(), answer.Output)), Is.EqualTo(8), "no cell twice");
        Assert.That(
            answers.Select(answer => Number(RunNow(), answer.Output) + Number(Elsewhere(), answer.Output) + Number(There(), answer.Output)),
            Is.All.EqualTo(8));
        Assert.That(answers.Select(answer => answer.Output), Is.All.Contains("8 completed"));
        Assert.That(ganbench.Records("shared"), Has.Count.EqualTo(8));
        Assert.That(Directory.GetDirectories(ganbench.Inside("results", "shared")), Is.Empty);
    }

    [Test]
    public async Task TwoRunsAtOnce_OfADatasetThatIsNotThere_RunNothing()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("shared", """["mnist"]""", """["ns-gan", "wgan-gp"]""", "[0, 1]", 10);

        var answers = await Task.WhenAll(ganbench.RunHere("run", spec, "--jobs", "1"), ganbench.RunHere("run", spec, "--jobs", "1"));

        Assert.That(answers.Select(answer => (answer.ExitCode, answer.Error)), Is.All.EqualTo((ExitCode.Fine, "")));
        Assert.That(
            answers.Select(answer => answer.Output),
            Is.All.Contains("4 cells: 0 run now, ").And.All.Contains("0 failed, 4 skipped."));
    }

    [Test]
    public async Task ARun_RemovesWhatKilledProcessesLeftAndNothingElse()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("shared", """["ring8"]""", """["ns-gan"]""", "[0]", 10);
        var (results, reports) = (ganbench.Inside("results", "shared"), ganbench.Inside("reports", "shared"));
        using var ended = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        await ended.WaitForExitAsync();
        string[] left =
        [
            Named(Path.Combine(results, "cells.csv"), ended.Id), Named(Path.Combine(reports, "report.md"), ended.Id), Named(
                Path.Combine(results, "running", "probe"), ended.Id),
            Named(Path.Combine(reports, "report.md"), Environment.ProcessId),
        ];
        string[] kept =
        [
            Named(Path.Combine(results, "cells.csv"), Environment.ProcessId),
            Path.Combine(results, ".mine.tmp"),
            Path.Combine(reports, ".a.b-c-d.tmp"),
        ];
        foreach (var file in left.Concat(kept))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "");
            if (file == left[^1] || (kept.Contains(file) && file != kept[0]))   // the others are of just now
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromHours(2));
        }

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(Directory.EnumerateFiles(ganbench.Folder, "*.tmp", SearchOption.AllDirectories), Is.EquivalentTo(kept));
        Assert.That(Path.Combine(results, "running"), Does.Not.Exist);

        static string Named(string file, int process) =>
            WholeFile.Aside(file).Replace($"-{Environment.ProcessId}-", $"-{process}-", StringComparison.Ordinal);
    }

    [Test]
    public async Task ARunBesideOneThatHoldsACell_DoesTheOthersWaitsAndTakesOverWhenItIsLetGo()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("shared", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20);
        var claims = new CellClaims(ganbench.Inside("results", "shared"));
        var store = new RecordStore(ganbench.Inside("results", "shared"));
        await ganbench.RunHere("run", spec);
        var id = ganbench.Records("shared").Keys.First();
        var (digest, other) = (Digest(), ganbench.Records("shared").Keys.Last());
        File.Delete(store.FileOf(id));
        File.Delete(store.FileOf(other));

        var claim = claims.TryTake(id, new Claimant("elsewhere", 4711, DateTimeOffset.UnixEpoch))!;
        var running = ganbench.RunHere("run", spec, "--jobs", "1");
        await Processes.Until(() => File.Exists(store.FileOf(other)), "the free cell is run");
        await Task.Delay(500);
        var waits = !running.IsCompleted;
        claim.Dispose();   // as the system does when that process dies: no record was written
        var answer = await running;

        Assert.That(waits, Is.True);
        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(answer.Output, Does.Contain("Another run (process 4711 on elsewhere) works in").And.Contain("2 run now"));
        Assert.That(Digest(), Is.EqualTo(digest));

        string Digest() => ((RecordReading.Valid)store.Read(id)).Record.Digests.Training;
    }

    [Test]
    public async Task ACellThatAnotherRunFinishes_IsReadAndNotRunAgain()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("shared", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await ganbench.RunHere("run", spec);
        var store = new RecordStore(ganbench.Inside("results", "shared"));
        var id = ganbench.Records("shared").Keys.Single();
        var record = await File.ReadAllBytesAsync(store.FileOf(id));
        File.Delete(store.FileOf(id));

        using var claim = new CellClaims(store.Folder).TryTake(id, new Claimant("elsewhere", 4711, DateTimeOffset.UnixEpoch))!;
        using var process = Processes.Start(ganbench, "run", spec);
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Nothing is left to run but 1 cell that another run has in hand", StringComparison.Ordinal))
                break;
        }

        await File.WriteAllBytesAsync(store.FileOf(id), record);
        claim.Finish();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Fine), await error);
        Assert.That(
            output,
            Does.Contain("at share, by another run").And.Contain("0 run now, 1 by another run meanwhile, 0 there already; 1 completed"));
        Assert.That(await File.ReadAllBytesAsync(store.FileOf(id)), Is.EqualTo(record));
    }

    // Between looking and taking, another run may have mended what was damaged: only who holds the claim judges.
    [Test]
    public void Take_ACellWhoseDamagedRecordAnotherRunHasReplaced_LeavesTheNewOneAlone()
    {
        using var ganbench = new Ganbench();
        var plan = Example.Plan();
        var store = new RecordStore(ganbench.Inside("results", "shared"));
        Directory.CreateDirectory(store.Folder);
        File.WriteAllText(store.FileOf(plan[0].Id()), "{ torn");
        using var cells = new CellFolder(store, plan, Host.Facts(Engines.Default, TimeProvider.System), TimeProvider.System);
        var good = RunRecord.Of(
            plan[0], RunResult.Without(new RunOutcome.Completed()), null, Host.Facts(Engines.Default, TimeProvider.System));
        store.Write(good);

        var taking = cells.Take(plan[0], notice => Assert.Fail(notice));

        Assert.That(taking, Is.InstanceOf<ClaimResult.Done>());
        Assert.That(Directory.GetFiles(store.Folder), Is.EqualTo(new[] { store.FileOf(plan[0].Id()) }));
    }

    [Test]
    public void Take_ACellThatFailedInAnotherRunMeanwhile_IsNotTriedAgainByThisOne()
    {
        using var ganbench = new Ganbench();
        var plan = Example.Plan(seeds: "[0, 1]");
        var store = new RecordStore(ganbench.Inside("results", "shared"));
        var host = Host.Facts(Engines.Default, TimeProvider.System);
        store.Write(RunRecord.Of(plan[0], RunResult.Without(new RunOutcome.Failed("before")), null, host));
        using var cells = new CellFolder(store, plan, host, TimeProvider.System);
        store.Write(RunRecord.Of(plan[1], RunResult.Without(new RunOutcome.Failed("meanwhile")), null, host));

        Assert.That(cells.Take(plan[0], Assert.Fail), Is.InstanceOf<ClaimResult.Mine>(), "it failed before this run began: tried again");
        Assert.That(cells.Take(plan[1], Assert.Fail), Is.InstanceOf<ClaimResult.Done>());
        Assert.That(cells.Take(plan[0], Assert.Fail), Is.InstanceOf<ClaimResult.Mine>(), "it stays this run's");
    }

    private static int Number(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;

    [GeneratedRegex(@"cells: (\d+) run now")]
    private static partial Regex RunNow();

    [GeneratedRegex(@"(\d+) by another run meanwhile")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(\d+) there already; ")]
    private static partial Regex There();
}
