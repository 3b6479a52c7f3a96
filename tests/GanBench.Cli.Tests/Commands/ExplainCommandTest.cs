namespace GanBench.Cli.Tests.Commands;

public sealed class ExplainCommandTest
{
    [Test]
    public async Task Explain_ATechnique_PrintsItsPageAndItsParameters()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "explain", "wgan-gp");

        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
        var headings = answer.Output.Split('\n').Where(line => line.Length > 0 && line[0] != ' ');
        Assert.That(headings.Where(line => !line.StartsWith("wgan-gp", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "Idea", "Equation", "Source", "Parameters", "Settings", "Departures", "Cost", "Cite it with: ganbench cite wgan-gp",
        }));
        Assert.That(
            answer.Output,
            Does.Contain("arXiv:1704.00028").And.Match(@"- lambda = 10: weight[^;]*;[^;]*; a finite number of at least 0\.\n"));
        Assert.That(
            answer.Output,
            Does.Match(@"Settings\n  discriminator-steps 5, discriminator\.batch-normalisation none, unless\s+a\s+spec\s+says"));
        Assert.That(answer.Output, Does.Match(@"\d x\s+ns-gan\s+on\s+ring8").And.Not.Contain("**").And.Not.Contain("{cost}"));
        Assert.That(answer.Output.Split('\n'), Has.All.Matches<string>(line => line is { Length: <= 80 }));
    }

    [Test]
    public async Task Explain_OtherThings_PrintsTheirDefinitions()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "explain", "ring8", "points-mlp128", "modes-captured", "ring8");

        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
        Assert.That(answer.Output.Split("(dataset, version"), Has.Length.EqualTo(2), "once, though named twice");
        Assert.That(
            answer.Output,
            Does.Contain("(profile, version 1)").And.Contain("(metric, version 1)").And.Contain("Srivastava"));
        Assert.That(
            answer.Output, Does.Match(@"Settings\n  networks perceptron, latent 16, batch 128,(?s:.*)\swidths\s\[128,\s+128\],"),
                "what a profile says");
    }

    [Test]
    public async Task Explain_AMemberOfAFamily_PrintsTheFamilysPage()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "explain", "unrolled-5");

        Assert.That(answer.Output, Does.Contain("unrolled-5  (technique").And.Contain("theta_D^k").And.Contain("unrolled-10"));
    }
}
