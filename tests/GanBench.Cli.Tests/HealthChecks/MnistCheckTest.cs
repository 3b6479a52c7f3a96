using GanBench.Cli.HealthChecks;
using GanBench.Datasets;

namespace GanBench.Cli.Tests.HealthChecks;

[Platform("Linux")]
public sealed class MnistCheckTest
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Mnist_ThatIsNotHere_IsANoteOnlineAndPoorOffline()
    {
        var (online, offline) = (
            MnistCheck.Run(new DataLocations(null, folder)), MnistCheck.Run(new DataLocations(null, folder, Offline: true)));

        Assert.That(online.Single().Status, Is.EqualTo(HealthStatus.Note));
        Assert.That(online.Single().Fact, Does.StartWith("not here: train-images-idx3-ubyte, "));
        Assert.That(offline.Single().Status, Is.EqualTo(HealthStatus.Poor));
        Assert.That(offline.Single().Remedy, Does.Contain("unset GANBENCH_OFFLINE"));
    }

    [Test]
    public void Mnist_WithADamagedFileOrANonexistentFolder_IsBroken()
    {
        var damaged = Path.Combine(folder, "t10k-labels-idx1-ubyte");
        File.WriteAllText(damaged, "torn");

        var (torn, nowhere) = (
            MnistCheck.Run(new DataLocations(folder, folder)), MnistCheck.Run(new DataLocations(Path.Combine(folder, "nowhere"), folder)));

        Assert.That(
            torn,
            Has.Some.Matches<HealthCheckResult>(one =>
                one is { Status: HealthStatus.Broken } && one.Fact.StartsWith($"{damaged} holds 4 bytes", StringComparison.Ordinal)));
        Assert.That(nowhere[0].Status, Is.EqualTo(HealthStatus.Broken));
        Assert.That(nowhere[0].Fact, Does.EndWith("nowhere: there is no such folder"));
    }
}
