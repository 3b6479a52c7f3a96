using System.Text.Json;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

/// <summary>Whole runs through real worker processes.</summary>
public sealed class RunCommandTest
{
    private const string ThreeTechniques = """["ns-gan", "wgan-gp", "minibatch-discrimination"]""";

    [Test]
    public async Task Run_Twice_RunsEveryCellOnce()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", ThreeTechniques, "[0, 1]", 20);

        var first = await ganbench.RunHere("run", spec);
        var stamps = Stamps(ganbench);
        var second = await ganbench.RunHere("run", spec);

        Assert.That(first.Error + second.Error, Is.Empty);
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Fine, ExitCode.Fine)));
        Assert.That(first.Output, Does.Contain("6 cells: 6 run now, 0 there already; 6 completed, 0 diverged, 0 failed, 0 skipped."));
        Assert.That(first.Output, Does.Match(@"\[6/6\] ring8 \S+ seed \d: \d of 8 modes at share, [\d.]+ s, [\d,]+ generator steps/s\n"));
        Assert.That(second.Output, Does.Contain("nothing to run").And.Contain("0 run now, 6 there already"));
        Assert.That(Stamps(ganbench), Is.EqualTo(stamps), "a record is written once");
        foreach (var (id, record) in ganbench.Records("tiny"))
        {
            Assert.That(record.GetProperty("result").GetProperty("outcome").GetProperty("kind").GetString(), Is.EqualTo("completed"), id);
            var cost = record.GetProperty("cost");
            Assert.That(cost.GetProperty("generator-steps-per-second").GetDouble(), Is.Positive, id);
            Assert.That(cost.GetProperty("cpu-seconds").GetDouble(), Is.Positive, id);
            Assert.That(cost.GetProperty("peak-memory-bytes").GetInt64(), Is.InRange(10L << 20, 4L << 30), id);
        }

        Assert.That(Directory.EnumerateFiles(ganbench.Inside("results", "tiny")).Select(Path.GetFileName),
            Is.SupersetOf(new[] { "cells.csv", "trajectory.csv", "summary.csv" }));
        Assert.That(ganbench.Inside("reports", "tiny", "report.md"), Does.Exist);
        Assert.That(Directory.EnumerateFiles(ganbench.Inside("reports", "tiny"), "*.svg"), Is.Not.Empty);
        Assert.That(Directory.EnumerateFiles(ganbench.Folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Run_WithOneAndTwoWorkers_GivesTheSameBytes()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8", "grid25"]""", ThreeTechniques, "[3, 7]", 20);

        await ganbench.RunHere("run", spec, "--jobs", "1");
        await ganbench.Run(
            default, "run", spec, "--jobs", "2", "--results", ganbench.Inside("results2"), "--reports", ganbench.Inside("reports2"));

        var (one, two) = (ganbench.Records("tiny"), ganbench.Records("tiny", ganbench.Inside("results2")));
        Assert.That(one.Keys, Is.EqualTo(two.Keys).And.Exactly(12).Items);
        foreach (var (id, record) in one)
            Assert.That((Result(two[id]), Digest(two[id])), Is.EqualTo((Result(record), Digest(record))), id);
    }

    [Test]
    public async Task Run_WithDamagedRecord_SetsItAsideAndRunsItsCellAgain()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await ganbench.RunHere("run", spec);
        var file = ganbench.Inside("results", "tiny", ganbench.Records("tiny").Keys.Single() + ".json");
        await File.WriteAllTextAsync(file, "{ torn");

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(answer.Output, Does.Contain("cannot be trusted").And.Contain("1 run now"));
        Assert.That(await File.ReadAllTextAsync(file + ".damaged"), Is.EqualTo("{ torn"));
    }

    [Test]
    public async Task Run_InAFolderWithRecordsOfOtherCells_TellsOfThemAndLeavesThemAlone()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await ganbench.RunHere("run", spec);
        ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[1]", 20);
        var folder = ganbench.Inside("results", "tiny");
        var old = Path.Combine(folder, "grid25.ns-gan.s0-0123456789ab.json");
        await File.WriteAllTextAsync(old, """{ "schema": 2, "id": "grid25.ns-gan.s0-0123456789ab", "run": {} }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.json"), "{}");
        var before = Stamps(ganbench);

        var run = await ganbench.RunHere("run", spec);
        var status = await ganbench.Run(default, "status", spec, "--results", ganbench.Results);

        const string Told = "2 records in {0} are of no cell of this experiment, but of another version of the spec or of GanBench: " +
            "they are left alone and count nowhere; keep, move or delete them as you like. " +
            "The first is grid25.ns-gan.s0-0123456789ab.json: its schema is 2, this version reads 3.\n";
        Assert.That((run.ExitCode, run.Error, status.ExitCode), Is.EqualTo((ExitCode.Fine, "", ExitCode.Fine)));
        Assert.That(run.Output, Does.Contain(string.Format(Told, folder)).And.Contain("1 cell: 1 run now, 0 there already; 1 completed"));
        Assert.That(status.Output, Does.Contain(string.Format(Told, folder)).And.Contain("1 cell: 1 done."));
        Assert.That(Stamps(ganbench).Where(file => before.ContainsKey(file.Key)), Is.EqualTo(before));
        Assert.That(Directory.EnumerateFiles(folder, "*.damaged"), Is.Empty);
    }

    [Test]
    public async Task Run_WithoutMnist_SkipsItsCellsAndRunsTheOthers()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["mnist", "ring8"]""", """["ns-gan"]""", "[0, 1]", 20);

        var answer = await ganbench.RunHere("run", spec);
        var again = await ganbench.RunHere("run", spec);

        Assert.That((answer.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Fine, ExitCode.Fine)), answer.Error);
        Assert.That(answer.Output, Does.Contain("2 run now, 0 there already; 2 completed, 0 diverged, 0 failed, 2 skipped."));
        Assert.That(answer.Output, Does.Contain("set GANBENCH_DATA"));
        Assert.That(again.Output, Does.Contain("0 run now, 2 there already").And.Contain("2 to run"));
        var skipped = ganbench.Records("tiny").Where(record => record.Key.StartsWith("mnist", StringComparison.Ordinal)).ToList();
        Assert.That(skipped, Has.Count.EqualTo(2));
        foreach (var (id, record) in skipped)
            Assert.That(
                record.GetProperty("result").GetProperty("outcome").GetProperty("reason").GetString(),
                Does.Contain("GANBENCH_OFFLINE"),
                id);
    }

    [Test]
    public async Task Run_InterruptedAndContinued_EndsWithEveryCell()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("long", """["ring8"]""", """["ns-gan"]""", "[0]", 6000);
        using var interruption = new CancellationTokenSource();

        var running = ganbench.Run(interruption.Token, "run", spec, "--results", ganbench.Results, "--reports", ganbench.Reports);
        await Processes.Until(() => Processes.HasTrained(ganbench, "long"), "a worker trains");
        await interruption.CancelAsync();
        var interrupted = await running;
        var left = ganbench.Records("long").Count;
        var continued = await ganbench.RunHere("run", spec);

        Assert.That(interrupted.ExitCode, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(interrupted.Output, Does.Contain("Interrupted. 0 of 1 cell").And.Contain("Continue with: bin/ganbench run"));
        Assert.That(left, Is.Zero, "a cell that was not finished leaves no record");
        Assert.That(continued.ExitCode, Is.EqualTo(ExitCode.Fine), continued.Error);
        Assert.That(ganbench.Records("long"), Has.Count.EqualTo(1));
    }

    [TestCase("results")]
    [TestCase("reports")]
    public async Task Run_WithAFileInTheWayOfAFolder_RunsNothingAndLeavesNothing(string folder)
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await File.WriteAllTextAsync(ganbench.Inside(folder), "in the way");
        var before = Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories);

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(answer.Output, Is.Empty);
        Assert.That(answer.Error, Does.Contain("this folder cannot be written").And.Contain("Nothing was run").And.Not.Contain("   at "));
        Assert.That(Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Run_WithABadSpec_TellsAllProblemsAndWritesNothing()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("bad", """["ring9"]""", """["wgangp", { "name": "wgan-gp", "lamda": 1 }]""", "[1, 1]", 0);

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        // One dataset or technique more changes nothing here.
        var datasets = string.Join(", ", Example.Catalogue.Datasets.Select(known => known.Name));
        var techniques = string.Join(", ", Example.Catalogue.Techniques.Select(known => known.Name));
        ApprovedText.Check("bad-spec.txt", answer.Error
            .Replace(ganbench.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(datasets, "(all datasets)", StringComparison.Ordinal)
            .Replace(techniques, "(all techniques)", StringComparison.Ordinal));
        Assert.That((Directory.Exists(ganbench.Results), Directory.Exists(ganbench.Reports)), Is.EqualTo((false, false)));
    }

    private static Dictionary<string, DateTime> Stamps(Ganbench ganbench) =>
        Directory.EnumerateFiles(ganbench.Inside("results", "tiny"), "*.json").ToDictionary(file => file, File.GetLastWriteTimeUtc);

    private static string Result(JsonElement record) => record.GetProperty("result").GetRawText();

    private static string? Digest(JsonElement record) => record.GetProperty("digests").GetProperty("training").GetString();
}
