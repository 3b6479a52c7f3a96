using GanBench.Cli.Checkup;
using GanBench.Cli.Workers;
using GanBench.Datasets;

namespace GanBench.Cli.Tests.Checkup;

[Platform("Linux")]
public sealed class ExaminationTest
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    // What an H200's driver answers to that question; one line a GPU.
    [Test]
    public void Gpu_ThatTheDriverNames_IsTold()
    {
        var findings = GraphicsProcessors.Examine("/bin/sh", "-c", "echo 'NVIDIA H200, 143771 MiB, 570.86.15'; echo 'NVIDIA H200, 143771 MiB, 570.86.15'");

        Assert.That(findings, Has.Length.EqualTo(2).And.All.EqualTo(new Finding(Condition.Fine, "GPU", "NVIDIA H200, 143771 MiB, driver 570.86.15")));
    }

    [Test]
    public void Gpu_WithoutItsDriversProgram_IsNoDefect() =>
        Assert.That(GraphicsProcessors.Examine("no-such-program-anywhere").Single(), Has.Property("Condition").EqualTo(Condition.Fine).And.Property("Fact").Contains("none (no-such-program-anywhere is not here)"));

    [Test]
    public void Gpu_WhoseDriverIsBroken_IsANoteInTheDriversWords()
    {
        var finding = GraphicsProcessors.Examine("/bin/sh", "-c", "echo \"NVIDIA-SMI has failed because it couldn't communicate\" >&2; exit 9").Single();

        Assert.That(finding.Condition, Is.EqualTo(Condition.Note));
        Assert.That(finding.Fact, Does.EndWith("says: NVIDIA-SMI has failed because it couldn't communicate"));
    }

    [Test]
    public void Worker_OfThisProgram_StartsAndEnds() =>
        Assert.That(Examination.StartOfAWorker(WorkerProgram.This()), Has.Property("Condition").EqualTo(Condition.Fine).And.Property("Remedy").Null);

    [Test]
    public void Worker_ThatCannotStartOrDies_IsBroken()
    {
        var (missing, dying) = (
            Examination.StartOfAWorker(new WorkerProgram("/no/such/dotnet", ["worker"])),
            Examination.StartOfAWorker(new WorkerProgram("/bin/sh", ["-c", "echo 'You must install .NET' >&2; exit 150"])));

        Assert.That((missing.Condition, dying.Condition), Is.EqualTo((Condition.Broken, Condition.Broken)));
        Assert.That(missing.Remedy, Does.Contain("/no/such/dotnet worker"));
        Assert.That(dying.Fact, Does.Contain("exit code 150: You must install .NET"));
    }

    [Test]
    public void Mnist_ThatIsNotHere_IsANoteOnlineAndPoorOffline()
    {
        var (online, offline) = (Examination.Mnist(new DataLocations(null, folder)), Examination.Mnist(new DataLocations(null, folder, Offline: true)));

        Assert.That(online.Single().Condition, Is.EqualTo(Condition.Note));
        Assert.That(online.Single().Fact, Does.StartWith("not here: train-images-idx3-ubyte, "));
        Assert.That(offline.Single().Condition, Is.EqualTo(Condition.Poor));
        Assert.That(offline.Single().Remedy, Does.Contain("unset GANBENCH_OFFLINE"));
    }

    [Test]
    public void Mnist_WithADamagedFileOrANonexistentFolder_IsBroken()
    {
        var damaged = Path.Combine(folder, "t10k-labels-idx1-ubyte");
        File.WriteAllText(damaged, "torn");

        var (torn, nowhere) = (Examination.Mnist(new DataLocations(folder, folder)), Examination.Mnist(new DataLocations(Path.Combine(folder, "nowhere"), folder)));

        Assert.That(torn, Has.Some.Matches<Finding>(one => one is { Condition: Condition.Broken } && one.Fact.StartsWith($"{damaged} holds 4 bytes", StringComparison.Ordinal)));
        Assert.That(nowhere[0].Condition, Is.EqualTo(Condition.Broken));
        Assert.That(nowhere[0].Fact, Does.EndWith("nowhere: there is no such folder"));
    }

    [Test]
    public void Folder_ThatIsNotThereYet_IsJudgedByTheOneItWouldBeMadeIn_AndLeftAlone()
    {
        var finding = Examination.Folder("results folder", Path.Combine(folder, "a", "b"), Condition.Broken, "Mend it.");

        Assert.That(finding.Condition, Is.EqualTo(Condition.Fine).Or.EqualTo(Condition.Poor), "poor on a disk that is nearly full");
        Assert.That(finding.Fact, Does.Match(@"can be written; [\d,.]+ GiB are free"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
    }

    [Test]
    public void Folder_WithAFileInItsWay_IsAsBadAsItIsSaidToBe()
    {
        File.WriteAllText(Path.Combine(folder, "a"), "in the way");

        var finding = Examination.Folder("cache folder", Path.Combine(folder, "a", "b"), Condition.Poor, "Name another.");

        Assert.That(finding, Is.EqualTo(new Finding(Condition.Poor, "cache folder", $"{folder}/a/b: {folder}/a is a file, so there can be no folder", "Name another.")));
    }

    // Root may write everywhere but into the kernel's own file systems.
    [Test]
    public void Folder_ThatMayNotBeWritten_SaysSo() =>
        Assert.That(Examination.Folder("results folder", "/proc/results", Condition.Broken, "Mend it."), Has.Property("Condition").EqualTo(Condition.Broken).And.Property("Fact").StartsWith("/proc/results cannot be written: "));
}
