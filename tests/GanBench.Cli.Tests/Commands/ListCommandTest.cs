namespace GanBench.Cli.Tests.Commands;

public sealed class ListCommandTest
{
    [Test]
    public async Task List_Techniques_ShowsEachWithParametersAndSourceInEightyColumns()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "list", "techniques");

        Assert.That(answer.ExitCode, Is.Zero);
        Assert.That(answer.Output, Does.Contain("  ns-gan  (version 1)").And.Contain("    Goodfellow et al. 2014, arXiv:1406.2661"));
        Assert.That(answer.Output, Does.Contain("  wgan-gp  (version 1)").And.Contain("    lambda = 10\n").And.Contain("arXiv:1704.00028"));
        Assert.That(answer.Output.Split('\n'), Has.All.Matches<string>(line => line is { Length: <= 80 }));
        Assert.That(answer.Output, Does.Not.Contain("ring8"));
    }

    [Test]
    public async Task List_WithoutAKind_ShowsAllKinds()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "list");

        Assert.That(answer.Output, Does.Contain("ring8").And.Contain("wgan-gp").And.Contain("points-mlp128").And.Contain("reverse-kl"));
        Assert.That(answer.Output.Split('\n'), Has.All.Matches<string>(line => line is { Length: <= 80 }));
    }
}
