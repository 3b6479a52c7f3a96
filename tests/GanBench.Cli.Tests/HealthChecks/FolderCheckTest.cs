using GanBench.Cli.HealthChecks;

namespace GanBench.Cli.Tests.HealthChecks;

[Platform("Linux")]
public sealed class FolderCheckTest
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Folder_ThatIsNotThereYet_IsJudgedByTheOneItWouldBeMadeIn_AndLeftAlone()
    {
        var check = FolderCheck.Run("results folder", Path.Combine(folder, "a", "b"), HealthStatus.Broken, "Mend it.");

        Assert.That(check.Status, Is.EqualTo(HealthStatus.Fine).Or.EqualTo(HealthStatus.Poor), "poor on a disk that is nearly full");
        Assert.That(check.Fact, Does.Match(@"can be written; [\d,.]+ GiB are free"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
    }

    [Test]
    public void Folder_WithAFileInItsWay_IsAsBadAsItIsSaidToBe()
    {
        File.WriteAllText(Path.Combine(folder, "a"), "in the way");

        var check = FolderCheck.Run("cache folder", Path.Combine(folder, "a", "b"), HealthStatus.Poor, "Name another.");

        var fact = $"{folder}/a/b: {folder}/a is a file, so there can be no folder";
        Assert.That(check, Is.EqualTo(new HealthCheckResult(HealthStatus.Poor, "cache folder", fact, "Name another.")));
    }

    // Root may write everywhere but into the kernel's own file systems.
    [Test]
    public void Folder_ThatMayNotBeWritten_SaysSo() =>
        Assert.That(
            FolderCheck.Run("results folder", "/proc/results", HealthStatus.Broken, "Mend it."),
            Has.Property("Status").EqualTo(HealthStatus.Broken).And.Property("Fact").StartsWith("/proc/results cannot be written: "));
}
