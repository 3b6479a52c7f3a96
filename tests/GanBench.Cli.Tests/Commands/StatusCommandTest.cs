using GanBench.Cli.Hosting;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Tests.Commands;

public sealed class StatusCommandTest
{
    [Test]
    public async Task Status_OfEveryKindOfCell_TellsThemApartAndWritesNothing()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8", "grid25"]""", """["ns-gan", { "name": "wgan-gp", "on": ["ring8"] }]""", "[0, 1]", 20);
        await ganbench.RunHere("run", spec);
        var folder = ganbench.Inside("results", "tiny");
        var ids = ganbench.Records("tiny").Keys.ToList();   // grid25 ns-gan 0 and 1, ring8 ns-gan 0 and 1, ring8 wgan-gp 0 and 1
        Fail(Path.Combine(folder, ids[0] + ".json"), "The worker \u001b[31mdied.");
        await File.WriteAllTextAsync(Path.Combine(folder, ids[2] + ".json"), "{ torn");
        File.Delete(Path.Combine(folder, ids[3] + ".json"));
        File.Delete(Path.Combine(folder, ids[4] + ".json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "ring8.ns-gan.s0-000000000000.json"), "of another version");
        using var claim = new CellClaims(folder).TryTake(
            ids[4], new Claimant("node7", 4711, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 12));
        var before = Stamps(ganbench);

        var answer = await ganbench.Run(default, "status", spec, "--results", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(answer.Output, Does.Contain($"{folder}: 6 cells: 2 done, 1 running, 1 failed, 1 damaged, 1 not yet.\n"));
        Assert.That(answer.Output, Does.Contain(
            """
            technique   ring8  grid25
            ---------  ------  ------
            ns-gan     0/2 1d  1/2 1f
            wgan-gp    1/2 1r       -
            """));
        Assert.That(
            answer.Output,
            Does.Contain("ring8 wgan-gp seed 0: 12 of 20 steps, on node7 (process 4711) since 2026-01-02 03:04 UTC\n"));
        Assert.That(
            answer.Output,
            Does.Contain("grid25 ns-gan seed 0: The worker  [31mdied.\n").And.Contain("ring8 ns-gan seed 0: it is not a record"));
        Assert.That(
            answer.Output,
            Does.Match(@"Records: the oldest of 20\d\d-\d\d-\d\d \d\d:\d\d UTC, the newest of .* UTC, \d+\.\d s ago\."));
        Assert.That(
            answer.Output,
            Does.Contain($"1 record in {folder} is of no cell of this experiment, but of another version of the spec or of GanBench: it is left ")
                .And.Contain("It is ring8.ns-gan.s0-000000000000.json: it is not a record: ")
                .And.Match(@"Time left: about \d+\.\d s for one worker\.\n"));
        Assert.That(answer.Output, Does.Not.Contain("Continue with"), "something is running");
        Assert.That(Stamps(ganbench), Is.EqualTo(before), "it only reads");
    }

    [Test]
    public async Task Status_BeforeAnythingWasRun_SaysHowToBegin()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20);

        var answer = await ganbench.Run(default, "status", spec, "--results", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(
            answer.Output,
            Does.Contain("2 cells: 0 done, 2 not yet.").And.Contain("Nothing is running. Continue with: bin/ganbench run"));
        Assert.That(Directory.Exists(ganbench.Results), Is.False);
    }

    [Test]
    public async Task Status_OfAFinishedExperiment_NamesTheReport()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await ganbench.RunHere("run", spec);

        var answer = await ganbench.Run(default, "status", spec, "--results", ganbench.Results);

        Assert.That(
            answer.Output,
            Does.Contain("1 cell: 1 done.").And.Contain("Nothing is left to run. Tables and report: bin/ganbench report"));
    }

    private static void Fail(string file, string error)
    {
        var store = new RecordStore(Path.GetDirectoryName(file)!);
        var record = ((RecordReading.Valid)store.Read(Path.GetFileNameWithoutExtension(file))).Record;
        store.Write(RunRecord.Of(record.Run, RunResult.Without(new RunOutcome.Failed(error)), null, record.Host));
    }

    private static Dictionary<string, DateTime> Stamps(Ganbench ganbench) =>
        Directory.EnumerateFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => path, File.GetLastWriteTimeUtc);
}
