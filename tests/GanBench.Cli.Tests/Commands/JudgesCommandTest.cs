using GanBench.Cli.Hosting;
using GanBench.Judges;

namespace GanBench.Cli.Tests.Commands;

public sealed class JudgesCommandTest
{
    [Test]
    public async Task Judges_ShowsEachWithItsAccuracyAndDigest()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "judges");

        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
        Assert.That(KnownJudges.All, Is.All.Matches<KnownJudge>(judge =>
            judge is not null
            && answer.Output.Contains(judge.Name, StringComparison.Ordinal)
            && answer.Output.Contains(judge.Facts().WeightsDigest, StringComparison.Ordinal)));
    }

    [Test]
    public async Task Judges_OfAName_ShowsThatOneOnly()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "judges", "glyphs-conv-v1");

        Assert.That(answer.Output, Does.StartWith("glyphs-conv-v1\n").And.Not.Contain("mnist-conv-v1"));
    }

    [Test]
    public async Task Check_WithoutTheImages_SaysWhatIsMissing()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "judges", "--check", "mnist-conv-v1");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(answer.Error, Does.StartWith("ganbench judges: MNIST: train-images-idx3-ubyte is not here"));
    }

    [Test]
    public async Task Check_ThatIsInterrupted_EndsAsInterrupted()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(new CancellationToken(canceled: true), "judges", "--check", "glyphs-conv-v1");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Interrupted));
    }
}
