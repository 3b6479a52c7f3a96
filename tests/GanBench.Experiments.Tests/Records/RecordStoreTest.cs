using System.Text.Json;
using System.Text;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Files;
using GanBench.Metrics;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Records;

public class RecordStoreTest
{
    private static readonly PlannedRun Run = Plan.From(Spec(Json(techniques: """[{ "name": "wgan-gp", "lambda": 0.1 }]""")), Known)[0];

    private RecordStore store = new("");

    [SetUp]
    public void MakeFolder() => store = new RecordStore(Directory.CreateTempSubdirectory("ganbench-").FullName);

    [TearDown]
    public void RemoveFolder() => Directory.Delete(store.Folder, recursive: true);

    private static IEnumerable<RunRecord> Records()
    {
        yield return Full;
        yield return Full with { Cost = Cost(operations: 9_007_199_254_740_993) };   // more than a double holds
        yield return RunRecord.Of(
            Run, RunResult.Without(new RunOutcome.Skipped("No MNIST here.\nSet GANBENCH_DATA.")), null, Host with { Commit = null });
        yield return RunRecord.Of(Run, RunResult.Without(new RunOutcome.Failed("The \"worker\" died: <exit> & 139 \u2028.")), Cost(), Host);
        var diverged = new RunOutcome.Diverged(12, "generator loss");
        yield return RunRecord.Of(
            Run, Completed(Evaluation(0, [0, 0], ("reverse-kl", double.NaN))) with { Outcome = diverged }, Cost(), Host);
    }

    private static RunRecord Full { get; } = RunRecord.Of(
        Run,
        Completed(
            Evaluation(0, [0, 0], ("modes-at-share", 0), ("reverse-kl", double.NaN)),
            Evaluation(100, [3, 7], ("modes-at-share", 2), ("reverse-kl", 1.0 / 3))) with
        {
            Samples = new SampleSheet([2], [0.1f, -1e-20f, float.MaxValue, 3], [0, 127, 255]),
            Judge = new JudgeFacts("judge-v1", new string('b', 64), 0.9876, 0.9),
        },
        Cost(),
        Host);

    [TestCaseSource(nameof(Records))]
    public void Read_WhatWasWritten_IsTheSameRecordToTheByte(RunRecord record)
    {
        store.Write(record);

        var read = (RecordReading.Valid)store.Read(record.Id);
        Assert.That(
            JsonSerializer.Serialize(read.Record, RecordJson.Readable), Is.EqualTo(JsonSerializer.Serialize(record, RecordJson.Readable)));
        Assert.That(RecordStore.Bytes(read.Record), Is.EqualTo(File.ReadAllBytes(store.FileOf(record.Id))));
        Assert.That(read.Record.Result.Outcome, Is.EqualTo(record.Result.Outcome));
        Assert.That(Directory.GetFiles(store.Folder), Has.Length.EqualTo(1), "nothing is left aside");
    }

    [Test]
    public void Bytes_OfARecord_ArePlainJsonWithNaNAndLineFeeds()
    {
        var text = Encoding.UTF8.GetString(RecordStore.Bytes(Full));

        Assert.That(text, Does.Contain("\"reverse-kl\": \"NaN\"").And.Contain("\"lambda\": 0.1").And.Contain("0.3333333333333333")
            .And.Contain("\"kind\": \"completed\"").And.EndWith("}\n").And.Not.Contain("\r"));
    }

    [Test]
    public void Read_OfARunThatWasNeverWritten_IsMissing() => Assert.That(store.Read(Full.Id), Is.InstanceOf<RecordReading.Missing>());

    [Test]
    public void Read_InAFolderThatIsNotThere_IsMissing() =>
        Assert.That(new RecordStore(Path.Combine(store.Folder, "none")).Read(Full.Id), Is.InstanceOf<RecordReading.Missing>());

    [Test]
    public void Write_ARecordThatIsThere_ReplacesIt()
    {
        store.Write(RunRecord.Of(Run, RunResult.Without(new RunOutcome.Failed("once")), null, Host));
        store.Write(Full);

        Assert.That(((RecordReading.Valid)store.Read(Full.Id)).Record.Result.Outcome, Is.EqualTo(new RunOutcome.Completed()));
    }

    [Test]
    public void Read_AFileTornAnywhere_IsDamaged()
    {
        var bytes = RecordStore.Bytes(Full);
        foreach (var length in new[] { 0, 1, 10, bytes.Length / 2, bytes.Length - 3 })
        {
            File.WriteAllBytes(store.FileOf(Full.Id), bytes[..length]);
            Assert.That(store.Read(Full.Id), Is.InstanceOf<RecordReading.Damaged>(), $"torn after {length} bytes");
        }
    }

    [TestCase("0.3333333333333333", "0.3333333333333334", "its digests are")]
    [TestCase("\"discriminator-steps\": 500", "\"discriminator-steps\": 501", "its digests are")]
    [TestCase("\"seed\": 0", "\"seed\": 1", "the run that it describes is")]
    [TestCase("\"lambda\": 0.1", "\"lambda\": 0.2", "the run that it describes is")]
    [TestCase("\"schema\": 3", "\"schema\": 2", "its schema is 2, this version reads 3")]
    [TestCase("\"schema\": 3,", "", "its schema is missing, this version reads 3")]
    [TestCase("\"id\": \"ring8", "\"id\": \"grid25", "it is the record of")]
    [TestCase("\"cores\"", "\"kernels\"", "it is not a record")]
    [TestCase("\"modes-at-share\": 2", "\"modes-at-share\": 2, \"modes-at-share\": 2", "it is not a record")]
    [TestCase("\"mode-counts\": [", "\"mode-counts\": null, \"x\": [", "it is not a record")]
    [TestCase("\"kind\": \"completed\"", "\"kind\": \"won\"", "it is not a record")]
    [TestCase("\"kind\": \"completed\"", "", "it is not a record")]
    [TestCase("\"outcome\": {", "\"outcome\": null, \"x\": {", "it is not a record")]
    public void Read_AFileThatWasChanged_IsDamagedAndSaysHow(string before, string after, string reason)
    {
        var text = Encoding.UTF8.GetString(RecordStore.Bytes(Full));
        Assert.That(text, Does.Contain(before));
        File.WriteAllText(store.FileOf(Full.Id), text.Replace(before, after));

        Assert.That(store.Read(Full.Id), Is.InstanceOf<RecordReading.Damaged>().With.Property("Reason").Contains(reason));
    }

    [TestCase("null"), TestCase("[]"), TestCase("1"), TestCase("\0\0\0\0")]
    public void Read_AFileThatIsNoRecord_IsDamaged(string content)
    {
        File.WriteAllText(store.FileOf(Full.Id), content);

        Assert.That(store.Read(Full.Id), Is.InstanceOf<RecordReading.Damaged>());
    }

    [Test]
    public void SetAside_TwoDamagedFiles_LosesNeither()
    {
        File.WriteAllText(store.FileOf(Full.Id), "first");
        var first = store.SetAside(Full.Id);
        File.WriteAllText(store.FileOf(Full.Id), "second");
        var second = store.SetAside(Full.Id);

        Assert.That(first, Is.EqualTo(store.FileOf(Full.Id) + ".damaged"));
        Assert.That((File.ReadAllText(first), File.ReadAllText(second)), Is.EqualTo(("first", "second")));
        Assert.That(store.Read(Full.Id), Is.InstanceOf<RecordReading.Missing>());
    }

    [TestCase(""), TestCase("../up"), TestCase("a/b")]
    public void FileOf_AnIdThatIsNoFileName_Throws(string id) => Assert.That(() => store.FileOf(id), Throws.ArgumentException);

    [Test]
    public void Load_APlan_KnowsWhatIsStillToDo()
    {
        var plan = Plan.From(Spec(Json(seeds: "[0, 1, 2, 3, 4]")), Known);
        store.Write(RunRecord.Of(plan[0], Completed(), Cost(), Host));
        store.Write(RunRecord.Of(plan[1], RunResult.Without(new RunOutcome.Diverged(1, "loss")), Cost(), Host));
        store.Write(RunRecord.Of(plan[2], RunResult.Without(new RunOutcome.Failed("broke")), Cost(), Host));
        File.WriteAllText(store.FileOf(plan[3].Id()), "{");

        var records = store.Load(plan);

        Assert.That(records.ToDo(plan).Select(run => run.Seed), Is.EqualTo(new[] { 2, 3, 4 }));
        Assert.That(records.Damaged.Keys, Is.EqualTo(new[] { plan[3].Id() }));
        Assert.That(records.With(RunRecord.Of(plan[3], Completed(), Cost(), Host)).Damaged, Is.Empty);
    }

    // SHA-256 by Python's hashlib of
    // {"outcome":{"kind":"skipped","reason":"Über"},"discriminator-steps":0,"real-samples-seen":0,"weights-digest":null,"checkpoints":[]}
    // and of {"judge":null,"metrics":{},"samples":null,"evaluations":[]}, which also fixes the order of keys.
    [Test]
    public void Digests_OfAResult_AreHashesOfCanonicalJson() => Assert.That(
        RunResult.Without(new RunOutcome.Skipped("Über")).Digests(),
        Is.EqualTo(new RecordDigests(
            "dca161dc76fd08fc9974da5e4832077f13536ef4f4818fbc2b6fab0728e7a582",
            "7c5ab4454907e6bd6f47d979903e2eb3a51896436bb99e70e55b2d69e54200ca")));

    [Test]
    public void Digests_WhenAMetricIsAdded_ThatOfTheTrainingStays()
    {
        var evaluation = Evaluation(0, [1, 2], ("modes-captured", 2));
        var (before, after) = (Completed(evaluation), Completed(evaluation with { Metrics = evaluation.Metrics.Add("reverse-kl", 0.5) }));

        Assert.That(after.Digests().Training, Is.EqualTo(before.Digests().Training));
        Assert.That(after.Digests().Measurements, Is.Not.EqualTo(before.Digests().Measurements));
    }

    [TestCase("\"cores\": 2", "\"cores\": 0", "0 cores")]
    [TestCase("\"date\": \"2026-01-31\"", "\"date\": \"2026-02-31\"", "no day")]
    [TestCase("\"training-seconds\": 10", "\"training-seconds\": -10", "no time is")]
    [TestCase("\"evaluation-seconds\": 1", "\"evaluation-seconds\": \"NaN\"", "no time is")]
    [TestCase("\"samples-per-second\": 128000", "\"samples-per-second\": -1", "negative rate")]
    public void Read_WhatCannotBeTrueOfCostAndHost_IsDamaged(string right, string wrong, string why)
    {
        store.Write(Full);
        var text = File.ReadAllText(store.FileOf(Full.Id));
        Assert.That(text, Does.Contain(right));
        File.WriteAllText(store.FileOf(Full.Id), text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.That((store.Read(Full.Id) as RecordReading.Damaged)?.Reason, Does.Contain(why));
    }

    [Test]
    public void Write_WhenTheFolderCannotBeMade_ThrowsAndLeavesNothing()
    {
        var file = Path.Combine(store.Folder, "file");
        File.WriteAllText(file, "in the way");

        Assert.That(() => new RecordStore(file).Write(Full), Throws.InstanceOf<IOException>());
        Assert.That(Directory.GetFiles(store.Folder), Is.EqualTo(new[] { file }));
    }
}
