using GanBench.Cli.HealthChecks;
using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;

namespace GanBench.Cli.Tests.HealthChecks;

[Platform("Linux")]
public sealed class WorkerCheckTest
{
    [Test]
    public void Worker_OfThisProgram_StartsAndEnds() =>
        Assert.That(
            WorkerCheck.Run(WorkerProgram.Of(ProgramStart.OfThisProgram())),
            Has.Property("Status").EqualTo(HealthStatus.Fine).And.Property("Remedy").Null);

    [Test]
    public void Worker_ThatCannotStartOrDies_IsBroken()
    {
        var (missing, dying) = (
            WorkerCheck.Run(new WorkerProgram("/no/such/dotnet", ["worker"])),
            WorkerCheck.Run(new WorkerProgram("/bin/sh", ["-c", "echo 'You must install .NET' >&2; exit 150"])));

        Assert.That((missing.Status, dying.Status), Is.EqualTo((HealthStatus.Broken, HealthStatus.Broken)));
        Assert.That(missing.Remedy, Does.Contain("/no/such/dotnet worker"));
        Assert.That(dying.Fact, Does.Contain("exit code 150: You must install .NET"));
    }
}
