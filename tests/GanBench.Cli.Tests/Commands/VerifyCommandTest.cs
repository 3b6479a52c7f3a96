using System.Collections.Immutable;
using System.Diagnostics;
using GanBench.Cli.Hosting;
using GanBench.Cli.Verification;
using GanBench.Cli.Workers;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Experiments.Specs;
using GanBench.Numerics;

namespace GanBench.Cli.Tests.Commands;

public sealed class VerifyCommandTest
{
    [Test]
    public async Task Verify_RecordsOfTheSameProgram_AllMatchAndNothingIsWritten()
    {
        using var ganbench = new Ganbench();
        const string Techniques = """["ns-gan", ["hinge", "spectral-norm"]]""";
        await ganbench.RunHere(
            "run", ganbench.Spec("tiny", """["ring8"]""", Techniques, "[4]", 20, controls: """["perfect-sampler"]"""));
        var before = Stamps(ganbench);

        var answer = await ganbench.Run(default, "verify", ganbench.Results, "--all");

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")), answer.Output);
        Assert.That(
            answer.Output,
            Does.Contain("3 records; 3 can be compared, 3 of them are run again.")
                .And.Contain("3 records compared: 3 match, 0 differ; 0 damaged, 0 not comparable."));
        Assert.That(
            answer.Output,
            Does.Match(@"ring8 perfect-sampler seed 4: match, \d").And.Match(@"ring8 hinge \+ spectral-norm seed 4: match, \d"));
        Assert.That(Stamps(ganbench), Is.EqualTo(before));
    }

    // The promise of the same bits: written by a process that must do without 512-bit vectors, compared by one that may use them.
    [Test]
    public async Task Verify_RecordsOfAnotherSimdSetting_AllMatch()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8", "grid25"]""", """["ns-gan", "wgan-gp"]""", "[1]", 20);
        var program = WorkerProgram.Of(ProgramStart.OfThisProgram());
        var start = new ProcessStartInfo(
            program.File, [.. program.Arguments.SkipLast(1), "run", spec, "--results", ganbench.Results, "--reports", ganbench.Reports])
        {
            RedirectStandardOutput = true,
        };
        (start.Environment["DOTNET_EnableAVX512"], start.Environment["DOTNET_EnableAVX512F"], start.Environment["DOTNET_EnableAVX2"]) = (
            "0", "0", "0");
        using (var process = Process.Start(start)!)
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Fine), output);
        }

        var answer = await ganbench.Run(default, "verify", ganbench.Inside("results", "tiny"), "--all");

        Assert.That(
            ganbench.Records("tiny").Values.First().GetProperty("host").GetProperty("simd").GetString(),
            Is.Not.EqualTo(WidestVectors.Name).Or.EqualTo("128-bit"));
        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Output + answer.Error);
        Assert.That(answer.Output, Does.Contain("4 records compared: 4 match, 0 differ"));
    }

    [Test]
    public async Task Verify_ARecordWithAFlippedDigit_IsReportedByItsCell()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20));
        var id = ganbench.Records("tiny").Keys.First();
        var file = ganbench.Inside("results", "tiny", id + ".json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file, text.Replace("\"discriminator-steps\": 20", "\"discriminator-steps\": 21", StringComparison.Ordinal));

        var answer = await ganbench.Run(default, "verify", ganbench.Results, "--all");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.CellsFailed), answer.Error);
        Assert.That(
            answer.Output,
            Does.Contain($"{file}: damaged: its digests are ")
                .And.Contain("1 record compared: 1 match, 0 differ; 1 damaged, 0 not comparable."));
        Assert.That(await File.ReadAllTextAsync(file), Is.Not.EqualTo(text), "it stays as it is");
    }

    [Test]
    public async Task Verify_AResultThatWasForgedWithItsDigest_NamesTheFirstDifference()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20));
        var store = new RecordStore(ganbench.Inside("results", "tiny"));
        var record = ((RecordReading.Valid)store.Read(ganbench.Records("tiny").Keys.First())).Record;
        var forged = record.Result.Trajectory[1] with { Metrics = record.Result.Trajectory[1].Metrics.SetItem("reverse-kl", 0.125) };
        var result = record.Result with { Trajectory = record.Result.Trajectory.SetItem(1, forged) };
        store.Write(RunRecord.Of(record.Run, result, record.Cost, record.Host));

        var answer = await ganbench.Run(default, "verify", ganbench.Results, "--all");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.CellsFailed), answer.Error);
        Assert.That(
            answer.Output,
            Does.Match(@"\] ring8 ns-gan seed 0: DIFFERS\n  after generator step 10, metric reverse-kl: 0\.125 in the record, \S+ here\n"));
        Assert.That(answer.Output, Does.Contain($"recorded by {record.Host.Engine}").And.Contain("2 records compared: 1 match, 1 differs"));
    }

    // As of a run that parts in one array at step 5: what differs because of it, then and later, is not what is told.
    [Test]
    public async Task Verify_ARecordWithOtherWeightsAtACheckpoint_NamesTheFirstCheckpointAndArray()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 10));
        var store = new RecordStore(ganbench.Inside("results", "tiny"));
        var record = ((RecordReading.Valid)store.Read(ganbench.Records("tiny").Keys.Single())).Record;
        const string Array = "generator.hidden-1.bias";
        var (middle, last) = (record.Result.Trajectory[1], record.Result.Trajectory[2]);
        var trajectory = record.Result.Trajectory
            .SetItem(
                1,
                middle with { Metrics = middle.Metrics.SetItem("reverse-kl", 0.125), Weights = middle.Weights!.SetItem(Array, "00000000") })
            .SetItem(2, last with { Weights = last.Weights!.SetItem("discriminator.hidden-1.bias", "00000000") });
        var result = record.Result with { Trajectory = trajectory, WeightsDigest = new string('0', 64) };
        store.Write(RunRecord.Of(record.Run, result, record.Cost, record.Host));

        var answer = await ganbench.Run(default, "verify", ganbench.Results);

        Assert.That(middle.GeneratorStep, Is.EqualTo(5));
        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.CellsFailed), answer.Error);
        Assert.That(
            answer.Output,
            Does.Contain(
                $"DIFFERS\n  after generator step 5, weights of {Array}: " +
                $"\"00000000\" in the record, \"{middle.Weights[Array]}\" here\n"));
    }

    [Test]
    public async Task Verify_RecordsOfOtherVersions_AreNotComparableAndNothingIsVerified()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20));
        var store = new RecordStore(ganbench.Inside("results", "tiny"));
        foreach (var id in ganbench.Records("tiny").Keys)
        {
            var record = ((RecordReading.Valid)store.Read(id)).Record;
            var training = record.Run.Training with { Dataset = record.Run.Dataset with { Version = 99 }, Engine = "bittorch-0" };
            store.Write(RunRecord.Of(record.Run with { Training = training }, record.Result, record.Cost, record.Host));
            File.Delete(store.FileOf(id));
        }

        var answer = await ganbench.Run(default, "verify", ganbench.Results);

        var version = Example.Catalogue.Datasets.First(dataset => dataset.Name == "ring8").Version.ToString();
        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake), "a check that compared nothing must not look like one that passed");
        Assert.That(answer.Output, Does.Contain(
            $" and 1 more: not comparable: dataset ring8 is version {version} here, 99 in the record; " +
            $"the engine is {Engines.Default.Facts.Identity} here, bittorch-0 in the record\n"));
        Assert.That(
            answer.Output,
            Does.Contain("0 records compared: 0 match, 0 differ; 0 damaged, 2 not comparable.").And.Contain("Nothing was compared"));
    }

    [Test]
    public async Task Verify_ACellThatCannotStartHere_IsNotCompared()
    {
        using var ganbench = new Ganbench();
        var plan = Plan.From(
            SpecFile.Read(ganbench.Spec("tiny", """["mnist"]""", """["ns-gan"]""", "[0]", 20), Example.Catalogue).Spec!, Example.Catalogue);
        var claimed = RunResult.Without(new RunOutcome.Completed());
        new RecordStore(ganbench.Inside("results", "tiny")).Write(
            RunRecord.Of(plan[0], claimed, null, Host.Facts(Engines.Default, TimeProvider.System)));

        var answer = await ganbench.Run(default, "verify", ganbench.Results, "--sample", "5");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(
            answer.Output,
            Does.Contain("mnist ns-gan seed 0: could not be run here")
                .And.Contain("set GANBENCH_DATA")
                .And.Contain("0 records compared: 0 match, 0 differ; 0 damaged, 0 not comparable, 1 could not be run here.")
                .And.Contain("so nothing is verified.\n"));
    }

    // There is no result here, so nothing can be said of the record; it is no success either.
    [Test, Platform("Linux")]
    public async Task Verify_ACellWhoseWorkerIsKilledTwice_CouldNotBeRunHereAndDoesNotDiffer()
    {
        using var ganbench = new Ganbench();
        var plan = Plan.From(
            SpecFile.Read(ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 10_000_000), Example.Catalogue).Spec!,
            Example.Catalogue);
        new RecordStore(ganbench.Inside("results", "tiny")).Write(
            RunRecord.Of(plan[0], RunResult.Without(new RunOutcome.Completed()), null, Host.Facts(Engines.Default, TimeProvider.System)));

        var verifying = ganbench.Run(default, "verify", ganbench.Results, "--jobs", "1", "--hang-seconds", "300");
        for (var killed = 0; killed < 2; killed++)
        {
            await Processes.Until(() => Processes.WorkersOf(Environment.ProcessId).Count == 1, "a worker is there");
            Processes.Kill(Processes.WorkersOf(Environment.ProcessId).Single());
        }

        var answer = await verifying;

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.CellsFailed), answer.Error);
        Assert.That(
            answer.Output,
            Does.Match(@"ring8 ns-gan seed 0: could not be run here\n  .*signal 9.*It did so twice\.\n").And.Not.Contain("DIFFERS"));
        Assert.That(
            answer.Output,
            Does.Contain("0 records compared: 0 match, 0 differ; 0 damaged, 0 not comparable, 1 could not be run here."));
    }

    [Test]
    public async Task Verify_WhereAnotherRunIsAtWork_LeavesItsClaimsAlone()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20));
        var folder = ganbench.Inside("results", "tiny");
        using var claim = new CellClaims(folder).TryTake(
            ganbench.Records("tiny").Keys.First(), new Claimant("elsewhere", 4711, DateTimeOffset.UnixEpoch))!;
        Assert.That(Directory.GetFiles(Path.Combine(folder, "running"), "*.json"), Has.Length.EqualTo(1));

        var answer = await ganbench.Run(default, "verify", folder, "--sample", "1");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Output + answer.Error);
        Assert.That(answer.Output, Does.Contain($"{folder}: 2 records; 2 can be compared").And.Contain("0 damaged"));
    }

    [Test]
    public async Task Verify_AFolderWithoutRecords_IsAMistake()
    {
        using var ganbench = new Ganbench();
        await File.WriteAllTextAsync(ganbench.Inside("notes.json"), "{}");

        var (empty, missing) = (
            await ganbench.Run(default, "verify", ganbench.Folder), await ganbench.Run(default, "verify", ganbench.Inside("nowhere")));

        Assert.That((empty.ExitCode, missing.ExitCode), Is.EqualTo((ExitCode.UserMistake, ExitCode.UserMistake)));
        Assert.That(empty.Error, Does.Contain("there are no records in this folder").And.Not.Contain("   at "));
        Assert.That(missing.Error, Does.Contain("there is no such folder"));
    }

    [Test]
    public void Sample_IsTheSameForTheSameSeed_AndAnotherForAnother()
    {
        var run = Example.Plan().Single();
        var records = Enumerable.Range(0, 100).Select(seed => new ComparableRecord($"{seed:000}.json", run)).ToImmutableArray();
        var folder = new RecordFolder(records, [], []);
        var reversed = new RecordFolder([.. records.Reverse()], [], []);

        Assert.That(reversed.Sample(5, 1), Is.EqualTo(folder.Sample(5, 1)).And.Exactly(5).Items, "the order of the files does not matter");
        Assert.That(folder.Sample(5, 1).Select(record => record.File), Is.Ordered);
        Assert.That(folder.Sample(5, 2), Is.Not.EqualTo(folder.Sample(5, 1)));
        Assert.That(folder.Sample(1000, 1), Has.Length.EqualTo(100));
    }

    private static Dictionary<string, DateTime> Stamps(Ganbench ganbench) =>
        Directory.EnumerateFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => path, File.GetLastWriteTimeUtc);
}
