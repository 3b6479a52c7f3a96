using GanBench.Cli.Planning;

namespace GanBench.Cli.Tests.Planning;

public sealed class SeedTextTest
{
    [TestCase("5", 5)]
    [TestCase("0-2", 0, 1, 2)]
    [TestCase("0, 3, 7-9", 9, 0, 3, 8, 7)]
    [TestCase("5 from 0 to 8", 0, 2, 4, 6, 8)]
    public void Of_Seeds_NamesRangesWhileTheyAreFew(string expected, params int[] seeds) =>
        Assert.That(SeedText.Of([.. seeds]), Is.EqualTo(expected));
}
