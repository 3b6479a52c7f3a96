using GanBench.Cli.Hosting;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;

namespace GanBench.Cli.Tests.Commands;

/// <summary>Several runs that share one plan and one results folder.</summary>
public sealed class ShardedRunTest
{
    [Test]
    public async Task Shards_TogetherGiveWhatOneRunGives_AndTheLastWritesTheReport()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan", "wgan-gp"]""", "[0, 1]", 20);
        await ganbench.Run(
            default, "run", spec, "--jobs", "2", "--results", ganbench.Inside("whole"), "--reports", ganbench.Inside("whole-reports"));

        var first = await ganbench.RunHere("run", spec, "--jobs", "1", "--shard", "1/3");
        var second = await ganbench.RunHere("run", spec, "--jobs", "1", "--shard", "2/3");
        var reportBeforeTheLast = File.Exists(ganbench.Inside("reports", "tiny", "report.md"));
        var third = await ganbench.RunHere("run", spec, "--jobs", "1", "--shard", "3/3");

        Assert.That(first.Error + second.Error + third.Error, Is.Empty);
        Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((ExitCode.Fine, ExitCode.Fine, ExitCode.Fine)));
        Assert.That(first.Output, Does.Contain("of 4 cells (share 1/3) to run, with 1 worker.").And.Match(@"\[1/\d\] ring8").And.Match(
            @"of other shares ha(s|ve) no record yet\. The share that ends last writes the tables and the report"));
        Assert.That(first.Output, Does.Contain($"bin/ganbench report {spec} --results {ganbench.Results} --reports {ganbench.Reports}"));
        Assert.That(reportBeforeTheLast, Is.False, "half a table misleads");
        Assert.That(third.Output, Does.Contain("Report: "));
        Assert.That(ganbench.Inside("reports", "tiny", "report.md"), Does.Exist);
        Assert.That(Digests(ganbench, null), Is.EqualTo(Digests(ganbench, ganbench.Inside("whole"))).And.Exactly(4).Items);
    }

    [Test]
    public async Task Shard_RunTwice_RunsNothingAndStaysTheSameShare()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20);

        await ganbench.RunHere("run", spec, "--shard", "2/2");
        var once = ganbench.Records("tiny").Keys.ToList();
        var again = await ganbench.RunHere("run", spec, "--shard", "2/2");

        Assert.That(again.Output, Does.Contain("nothing to run").And.Contain("1 of 2 cells (share 2/2): 0 run now, 1 there already"));
        Assert.That(ganbench.Records("tiny").Keys, Is.EqualTo(once).And.Exactly(1).Items);
    }

    [Test]
    public async Task Shard_WithMoreSharesThanCells_HasNothingToDo()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);

        var answer = await ganbench.RunHere("run", spec, "--shard", "2/2");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), answer.Error);
        Assert.That(answer.Output, Does.Contain("0 of 1 cell (share 2/2); there are more shares than cells, and nothing to run."));
    }

    [Test]
    public void Shards_OfTheQuickExperiment_DifferByItsLongestCellAtMost()
    {
        var plan = Plan.From(SpecFile.Read(Repository.File("experiments", "quick.json"), Example.Catalogue).Spec!, Example.Catalogue);

        var works = new WorkEstimate();
        var loads = Enumerable.Range(1, 4).Select(number => new Shard(number, 4).Of(plan, works.Of).Sum(works.Of)).ToList();

        Assert.That(loads.Max() - loads.Min(), Is.LessThanOrEqualTo(plan.Max(new WorkEstimate().Of)));
        Assert.That(loads.Sum(), Is.EqualTo(plan.Sum(new WorkEstimate().Of)), "whole numbers: exact");
    }

    private static List<string> Digests(Ganbench ganbench, string? results) =>
        [.. ganbench.Records("tiny", results)
            .Select(record => $"{record.Key} {record.Value.GetProperty("digests").GetProperty("training").GetString()}")];
}
