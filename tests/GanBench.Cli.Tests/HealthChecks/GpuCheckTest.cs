using GanBench.Cli.HealthChecks;

namespace GanBench.Cli.Tests.HealthChecks;

[Platform("Linux")]
public sealed class GpuCheckTest
{
    // What an H200's driver answers to that question; one line a GPU.
    [Test]
    public void Gpu_ThatTheDriverNames_IsTold()
    {
        var checks = GpuCheck.Run("/bin/sh", "-c", "echo 'NVIDIA H200, 143771 MiB, 570.86.15'; echo 'NVIDIA H200, 143771 MiB, 570.86.15'");

        Assert.That(
            checks,
            Has.Length.EqualTo(2)
                .And.All.EqualTo(new HealthCheckResult(HealthStatus.Fine, "GPU", "NVIDIA H200, 143771 MiB, driver 570.86.15")));
    }

    [Test]
    public void Gpu_WithoutItsDriversProgram_IsNoDefect() =>
        Assert.That(
            GpuCheck.Run("no-such-program-anywhere").Single(),
            Has.Property("Status").EqualTo(HealthStatus.Fine).And.Property("Fact").Contains("none (no-such-program-anywhere is not here)"));

    [Test]
    public void Gpu_WhoseDriverIsBroken_IsANoteInTheDriversWords()
    {
        var check = GpuCheck.Run("/bin/sh", "-c", "echo \"NVIDIA-SMI has failed because it couldn't communicate\" >&2; exit 9").Single();

        Assert.That(check.Status, Is.EqualTo(HealthStatus.Note));
        Assert.That(check.Fact, Does.EndWith("says: NVIDIA-SMI has failed because it couldn't communicate"));
    }
}
