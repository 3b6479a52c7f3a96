using System.Diagnostics;
using System.Text.Json;
using GanBench.Cli.Hosting;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Tests;

/// <summary>What can go wrong around a run: files, disks, names, memory.</summary>
public sealed class BadLuckTest
{
    [Test]
    public async Task Checkpoints_DamagedForeignOrOfAnotherCell_AreNamedSetAsideAndTheirCellsStartAnew()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("bad", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20);
        await ganbench.RunHere("run", spec);
        var records = ganbench.Records("bad");
        var store = new RecordStore(ganbench.Inside("results", "bad"));
        foreach (var id in records.Keys)
            File.Delete(store.FileOf(id));
        Directory.CreateDirectory(Path.GetDirectoryName(store.CheckpointOf("any"))!);
        var (first, second) = (store.CheckpointOf(records.Keys.First()), store.CheckpointOf(records.Keys.Last()));
        await File.WriteAllTextAsync(first, "no checkpoint");
        await File.WriteAllBytesAsync(second, [.. "GANBENCH"u8, 2, 0, 0, 0, .. new byte[200]]);

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(
            answer.Output,
            Does.Contain(
                $"{first} cannot be trusted: it is not a checkpoint of GanBench. " +
                $"It is now {Path.GetFileName(first)}.damaged, and its cell starts anew."));
        Assert.That(answer.Output, Does.Contain($"{second} cannot be trusted: its checksum does not agree with its content."));
        Assert.That(await File.ReadAllTextAsync(first + ".damaged"), Is.EqualTo("no checkpoint"), "nothing is lost");
        Assert.That(Digests(ganbench.Records("bad")), Is.EqualTo(Digests(records)));
    }

    // A checkpoint that cannot be written costs safety, not the cell.
    [Test]
    public async Task Checkpoints_ThatCannotBeWritten_AreToldOnceAndTheCellGoesOn()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("bad", """["ring8"]""", """["ns-gan"]""", "[0]", 1500);
        Directory.CreateDirectory(ganbench.Inside("results", "bad"));
        await File.WriteAllTextAsync(ganbench.Inside("results", "bad", "checkpoints"), "in the way");

        var answer = await ganbench.RunHere("run", spec, "--checkpoint-seconds", "0.1");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(
            answer.Output.Split('\n').Count(line => line.Contains("is lost if it is stopped", StringComparison.Ordinal)),
            Is.EqualTo(1));
        Assert.That(answer.Output, Does.Contain("1 completed"));
    }

    [Test]
    public async Task Paths_WithSpacesQuotesAndOtherScripts_Work()
    {
        using var ganbench = new Ganbench();
        var folder = Directory.CreateDirectory(ganbench.Inside("a b 'c' \u00fc \u4e2d\u6587 \u0645\u0631\u062d\u0628\u0627")).FullName;
        var spec = ganbench.Spec("paths", """["ring8"]""", """["ns-gan"]""", "[0]", 1500);
        var moved = Path.Combine(folder, "\u043e\u043f\u044b\u0442 1.json");
        File.Move(spec, moved);

        var answer = await ganbench.Run(
            default,
            "run",
            moved,
            "--results",
            Path.Combine(folder, "r e"),
            "--reports",
            Path.Combine(folder, "\u03c1"),
            "--checkpoint-seconds",
            "0.1");
        var again = await ganbench.Run(
            default, "run", moved, "--results", Path.Combine(folder, "r e"), "--reports", Path.Combine(folder, "\u03c1"));

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(again.Output, Does.Contain("1 there already"));
        Assert.That(Path.Combine(folder, "\u03c1", "paths", "report.md"), Does.Exist);
    }

    [Test]
    public async Task Seeds_AtTheLimitsOfTheirType_Run()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("seeds", """["ring8"]""", """["ns-gan"]""", "[0, 2147483647]", 20);

        var answer = await ganbench.RunHere("run", spec);
        var beyond = await ganbench.RunHere(
            "run", ganbench.Spec("beyond", """["ring8"]""", """["ns-gan"]""", "[2147483648, -1, 1e300]", 20));

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(Digests(ganbench.Records("seeds")).Values, Is.Unique.And.Exactly(2).Items);
        Assert.That(beyond.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(beyond.Error, Does.Contain("seeds[0]").And.Contain("seeds[1]").And.Contain("seeds[2]"));
    }

    // Hostile names lead nowhere else: every file that a run writes is named after catalogue entries and a checked name.
    [TestCase("../../etc/passwd"), TestCase("/tmp/x"), TestCase("a/b"), TestCase(".."), TestCase("con\\u0000"), TestCase("")]
    public async Task Names_ThatLeadElsewhere_AreRefusedAndNothingIsWritten(string name)
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Inside("hostile.json");
        const string Rest = """ "question": "?", "datasets": ["ring8"], "techniques": ["ns-gan"], "seeds": [0], "generator-steps": 10 """;
        await File.WriteAllTextAsync(spec, $$"""{ "name": "{{name}}", {{Rest}} }""");
        var before = Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories);

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
    }

    // The second dataset's evaluations need more than the heap may have; the first one's cell is not harmed.
    [Test]
    public void Memory_ThatIsShort_FailsItsCellWithTheReasonAndTheOthersGoOn()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Inside("large.json");
        File.WriteAllText(spec, """
            {
              "name": "large", "question": "?", "techniques": ["ns-gan"], "seeds": [0], "generator-steps": 10, "controls": false,
              "datasets": ["ring8", { "name": "grid25", "samples": 1000000 }], "evaluation": { "samples": 100, "checkpoints": 1 }
            }
            """);

        using var process = Processes.Start(
            ganbench, new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x4000000" }, "run", spec, "--jobs", "1");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.CellsFailed), output + error.Result);
        Assert.That(
            output,
            Does.Contain("The worker process ran out of memory: it may have 64 MiB.")
                .And.Contain("It is tried once more")
                .And.Contain("1 completed, 0 diverged, 1 failed"));
        Assert.That(output + error.Result, Does.Not.Contain("   at "), "no stack trace");
    }

    [Test, Platform("Linux")]
    public async Task Folder_ThatMayOnlyBeRead_IsToldAndNothingIsRun()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("bad", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        using var disk = SmallDisk.Mount(ganbench.Results, "ro");

        var answer = await ganbench.RunHere("run", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(answer.Error, Does.Contain("this folder cannot be written").And.Contain("Nothing was run").And.Not.Contain("   at "));
    }

    [Test, Platform("Linux")]
    public async Task Disk_ThatIsFull_EndsTheRunWithAReasonAndHarmsNothing()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("full", """["ring8", "grid25"]""", """["ns-gan", "wgan-gp"]""", "[0, 1, 2]", 20);
        using var disk = SmallDisk.Mount(ganbench.Results, "size=96k");

        var full = await ganbench.RunHere("run", spec);
        var kept = ganbench.Records("full");
        disk.Grow("size=16m");
        var again = await ganbench.RunHere("run", spec);

        Assert.That(full.ExitCode, Is.EqualTo(ExitCode.UserMistake), full.Output);
        Assert.That(
            full.Error,
            Does.Contain("A file could not be written").And.Contain("continue with: bin/ganbench run").And.Not.Contain("   at "));
        Assert.That(kept, Is.Not.Empty.And.Count.LessThan(12), "the disk was full on the way");
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Fine), again.Error);
        Assert.That(again.Output, Does.Contain($"{kept.Count} there already; 12 completed").And.Not.Contain("cannot be trusted"));
        Assert.That(Directory.EnumerateFiles(ganbench.Results, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    private static SortedDictionary<string, string?> Digests(SortedDictionary<string, JsonElement> records) =>
        new(records.ToDictionary(record => record.Key, record => record.Value.GetProperty("digests").GetProperty("training").GetString()),
            StringComparer.Ordinal);

    /// <summary>A file system in memory in place of a folder; only root can make one.</summary>
    private sealed class SmallDisk(string folder) : IDisposable
    {
        public static SmallDisk Mount(string folder, string options)
        {
            Directory.CreateDirectory(folder);
            if (!Environment.IsPrivilegedProcess || !Succeeds("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder))
                Assert.Ignore("Only root can mount a small disk, and here it cannot.");
            return new SmallDisk(folder);
        }

        public void Grow(string options) => Assert.That(Succeeds("mount", "-o", "remount," + options, folder), Is.True);

        public void Dispose() => Succeeds("umount", folder);

        private static bool Succeeds(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
