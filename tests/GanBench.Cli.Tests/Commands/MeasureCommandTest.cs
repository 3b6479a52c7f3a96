using GanBench.Cli.Hosting;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Tests.Commands;

public sealed class MeasureCommandTest
{
    private const string Metric = "modes-captured";
    private const string Techniques = """["ns-gan", { "name": "wgan-gp", "settings": { "averages": [0.9] } }]""";

    [Test]
    public async Task Measure_RecordsThatLackAMetric_BecomeTheRecordsThatTheyWere()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", Techniques, "[4]", 20, controls: """["perfect-sampler"]""");
        await ganbench.RunHere("run", spec);
        var whole = Bytes(ganbench);
        var records = Edit(ganbench, record => record with { Result = record.Result.Without(name => name == Metric) });
        Assert.That(Bytes(ganbench).Keys, Is.EquivalentTo(whole.Keys));
        Assert.That(Bytes(ganbench).Where(file => file.Value == whole[file.Key]), Is.Empty, "all lack it now");

        var answer = await ganbench.Run(default, "measure", ganbench.Results, "--jobs", "2");

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")), answer.Output);
        Assert.That(Bytes(ganbench), Is.EqualTo(whole), "costs and hosts are those of before, too");
        Assert.That(
            answer.Output,
            Does.Contain("3 records; 3 of them lack metrics and are run again.\n  modes-captured: 3 records\n")
                .And.Match(@"\n\[\d/3\] ring8 ns-gan seed 4: measured modes-captured, \d")
                .And.Contain("3 records measured; 0 differ, 0 damaged, 0 not comparable.\n"));
        Assert.That(records, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Measure_AMetricOfAnEarlierVersion_IsMeasuredAgainAndOneOfALaterVersionStays()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[4]", 20));
        var whole = Bytes(ganbench);
        Edit(ganbench, record => Changed(record, Metric, version: 0));

        var answer = await ganbench.Run(default, "measure", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")), answer.Output);
        Assert.That(Bytes(ganbench), Is.EqualTo(whole));

        Edit(ganbench, record =>
            Changed(record, "metric-of-tomorrow", version: 1) with { Host = record.Host with { Commit = "tomorrow" } });
        Edit(ganbench, record => Changed(record, "recall", version: 99));
        var later = Bytes(ganbench);
        var nothing = await ganbench.Run(default, "measure", ganbench.Results);
        Edit(ganbench, record => record with { Result = record.Result.Without(name => name == Metric) });
        var again = await ganbench.Run(default, "measure", ganbench.Results);

        Assert.That((nothing.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Fine, ExitCode.Fine)), again.Output);
        Assert.That(nothing.Output, Does.Contain("none that can be run again here lacks a metric"));
        Assert.That(Bytes(ganbench), Is.EqualTo(later));
    }

    [Test]
    public async Task Measure_WhereNothingIsMissing_ChangesNoFile()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8", "mnist"]""", """["ns-gan"]""", "[4]", 20));
        var before = Stamps(ganbench);

        var answer = await ganbench.Run(default, "measure", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")), answer.Output);
        Assert.That(answer.Output, Does.Contain("2 records; none that can be run again here lacks a metric.\n"));
        Assert.That(Stamps(ganbench), Is.EqualTo(before));
    }

    [TestCase(true)]
    [TestCase(false, Description = "another value of a metric that is there, in the same version")]
    public async Task Measure_ARecordThatIsNotWhatComesOutHere_IsNamedAndLeftAlone(bool training)
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20));
        var whole = Bytes(ganbench);
        var first = whole.Keys.First();
        Edit(ganbench, record => record with { Result = record.Result.Without(name => name == Metric) });
        Edit(
            ganbench,
            record => training
                ? record with { Result = record.Result with { WeightsDigest = new string('0', 64) } }
                : Changed(record, "recall", version: 1),
            first);
        var forged = Bytes(ganbench)[first];

        var answer = await ganbench.Run(default, "measure", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.CellsFailed, "")), answer.Output);
        Assert.That(
            answer.Output,
            Does.Contain($"ring8 ns-gan seed 0: DIFFERS\n").And.Contain($"  {first}\n")
                .And.Contain(training ? "the final weights do not" : "metric recall: 0.125 in the record")
                .And.Contain(
                    "1 record measured; 1 differs, 0 damaged, 0 not comparable.\nRecords that were not measured are as they were.\n"));
        Assert.That(Bytes(ganbench), Is.EqualTo(new Dictionary<string, string>(whole) { [first] = forged }));
    }

    [Test]
    public async Task Measure_RecordsOfAnotherEngine_AreNotComparable()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20));
        var file = Bytes(ganbench).Keys.Single();
        var record = Read(file);
        var training = record.Run.Training with { Engine = "bittorch-0" };
        new RecordStore(Path.GetDirectoryName(file)!).Write(
            RunRecord.Of(record.Run with { Training = training }, record.Result.Without(name => name == Metric), record.Cost, record.Host));
        var before = Stamps(ganbench);

        var answer = await ganbench.Run(default, "measure", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.UserMistake, "")), answer.Output);
        Assert.That(
            answer.Output,
            Does.Contain("not comparable: the engine is ").And.Contain("bittorch-0 in the record\n")
                .And.Contain("0 records measured; 0 differ, 0 damaged, 1 not comparable."));
        Assert.That(Stamps(ganbench), Is.EqualTo(before));
    }

    [Test]
    public async Task Measure_Interrupted_KeepsWhatIsMeasuredAndSaysHowToGoOn()
    {
        using var ganbench = new Ganbench();
        await ganbench.RunHere("run", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20));
        var records = Edit(ganbench, record => record with { Result = record.Result.Without(name => name == Metric) });

        var answer = await ganbench.Run(new CancellationToken(canceled: true), "measure", ganbench.Results);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(answer.Output, Does.Contain("Interrupted. 0 of 1 record measured; the same command goes on with the others.\n"));
        Assert.That(Bytes(ganbench), Is.EqualTo(records));
    }

    /// <summary>Another value of a metric, which may have been none, at the last checkpoint.</summary>
    private static RunRecord Changed(RunRecord record, string metric, int version)
    {
        var last = record.Result.Trajectory[^1];
        var other = last with { Metrics = last.Metrics.SetItem(metric, 0.125) };
        return record with
        {
            Result = record.Result with
            {
                Metrics = record.Result.Metrics.SetItem(metric, version),
                Trajectory = record.Result.Trajectory.SetItem(record.Result.Trajectory.Length - 1, other),
            },
        };
    }

    /// <summary>Writes changed records with digests that agree with them.</summary>
    /// <returns>All records, by file.</returns>
    private static Dictionary<string, string> Edit(Ganbench ganbench, Func<RunRecord, RunRecord> change, string? only = null)
    {
        foreach (var file in Bytes(ganbench).Keys.Where(file => only is null || file == only))
        {
            var changed = change(Read(file));
            new RecordStore(Path.GetDirectoryName(file)!).Write(RunRecord.Of(changed.Run, changed.Result, changed.Cost, changed.Host));
        }

        return Bytes(ganbench);
    }

    private static RunRecord Read(string file) => ((RecordReading.Valid)new RecordStore(Path.GetDirectoryName(file)!)
        .Read(Path.GetFileNameWithoutExtension(file))).Record;

    private static Dictionary<string, string> Bytes(Ganbench ganbench) =>
        Directory.EnumerateFiles(ganbench.Inside("results", "tiny"), "*.json").Order(StringComparer.Ordinal)
            .ToDictionary(file => file, File.ReadAllText);

    private static Dictionary<string, DateTime> Stamps(Ganbench ganbench) =>
        Directory.EnumerateFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => path, File.GetLastWriteTimeUtc);
}
