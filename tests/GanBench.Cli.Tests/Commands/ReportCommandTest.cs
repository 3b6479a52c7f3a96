using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

public sealed class ReportCommandTest
{
    [Test]
    public async Task Report_FromRecordsAlone_WritesTheSameFilesAgain()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        await ganbench.RunHere("run", spec);
        var report = await File.ReadAllTextAsync(ganbench.Inside("reports", "tiny", "report.md"));
        Directory.Delete(ganbench.Reports, recursive: true);
        File.Delete(ganbench.Inside("results", "tiny", "cells.csv"));

        var answer = await ganbench.RunHere("report", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(await File.ReadAllTextAsync(ganbench.Inside("reports", "tiny", "report.md")), Is.EqualTo(report));
        Assert.That(ganbench.Inside("results", "tiny", "cells.csv"), Does.Exist);
    }

    [Test]
    public async Task Report_WithoutRecords_SaysHowToGetThem()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);

        var answer = await ganbench.RunHere("report", spec);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(answer.Error, Does.Contain("there is no record").And.Contain("Run it first with: bin/ganbench run"));
        Assert.That((Directory.Exists(ganbench.Results), Directory.Exists(ganbench.Reports)), Is.EqualTo((false, false)));
    }
}
