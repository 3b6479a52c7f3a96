using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

public sealed class DoctorCommandTest
{
    [Test]
    public async Task Doctor_WhereAllThatIsNeededIsHere_EndsWellAndLeavesNothing()
    {
        using var ganbench = new Ganbench();
        var before = Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories);

        var answer = await ganbench.Run(default, "doctor", "--results", ganbench.Results);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")), answer.Output);
        Assert.That(
            answer.Output,
            Does.Match(@"\AGanBench \d+\.\d+\.\d+.*\.NET 10")
                .And.Match(@"\nok      engine          \S+ \d+\.\d+\.\d+ \(")
                .And.Contain("4 cores, so 4 workers"));
        Assert.That(
            answer.Output,
            Does.Contain("poor    MNIST")
                .And.Contain("Its cells are skipped.")
                .And.Contain(ganbench.Inside("cache"))
                .And.Contain(ganbench.Results));
        Assert.That(answer.Output, Does.Contain("All that a run needs is here; ").And.Contain(" could be better."));
        Assert.That(Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Doctor_WithAFileInTheWayOfTheResults_EndsWithCode1()
    {
        using var ganbench = new Ganbench();
        await File.WriteAllTextAsync(ganbench.Results, "in the way");

        var answer = await ganbench.Run(default, "doctor", "--results", ganbench.Results);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.CellsFailed), answer.Error);
        Assert.That(
            answer.Output,
            Does.Contain("BROKEN  results folder").And.Contain("--results").And.Contain("1 thing must be mended before a run."));
    }
}
