using GanBench.Cli.Wording;

namespace GanBench.Cli.Tests.Wording;

public sealed class WordsTest
{
    [TestCase(0.04, "0.0 s"), TestCase(14.23, "14.2 s"), TestCase(99.9, "99.9 s"), TestCase(100, "1 min 40 s")]
    [TestCase(3599, "59 min 59 s"), TestCase(3600, "1 h 00 min"), TestCase(100_000, "27 h 46 min")]
    public void Duration_ReadsAsPeopleSayIt(double seconds, string expected) =>
        Assert.That(Words.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    [Test]
    public void Wrap_BreaksAtSpacesAndIndentsUnderTheMark() =>
        Assert.That(Words.Wrap("one two three four", 13, 2, "- "), Is.EqualTo("  - one two\n    three\n    four"));

    [Test]
    public void Wrap_KeepsAWordThatIsTooLong() => Assert.That(Words.Wrap("a unbreakable b", 6, 2), Is.EqualTo("  a\n  unbreakable\n  b"));

    [Test]
    public void Quote_TakesControlCharactersAwayAndShortens()
    {
        Assert.That(Words.Quote("a\u001b[31mb"), Is.EqualTo("\"a [31mb\""));
        Assert.That(Words.Quote(new string('x', 300)), Is.EqualTo($"\"{new string('x', 200)}...\""));
    }
}
