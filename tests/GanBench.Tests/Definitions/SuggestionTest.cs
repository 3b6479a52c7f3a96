using GanBench.Definitions;

namespace GanBench.Tests.Definitions;

public class SuggestionTest
{
    private static readonly string[] Known = ["ns-gan", "wgan-gp", "minibatch-discrimination"];

    // Counted by hand; a swap of neighbours is one edit, and no part is edited twice ("ca" to "abc").
    [TestCase("", "", 0), TestCase("", "abc", 3), TestCase("kitten", "sitting", 3), TestCase("ab", "ba", 1), TestCase("ca", "abc", 3)]
    [TestCase("wgan-gp", "WGAN-gp", 0), TestCase("wgan-pg", "wgan-gp", 1)]
    public void Distance_OfTwoWords_IsTheHandCount(string from, string to, int distance) =>
        Assert.That(Suggestion.Distance(from, to), Is.EqualTo(distance));

    [TestCase("wgangp", "wgan-gp"), TestCase("Wgan-GP", "wgan-gp"), TestCase("minibach-discriminaton", "minibatch-discrimination")]
    public void For_ATypingMistake_FindsTheWord(string written, string meant) =>
        Assert.That(Suggestion.For(written, Known), Is.EqualTo(meant));

    [TestCase("stylegan"), TestCase(""), TestCase("x")]
    public void For_SomethingElse_SaysNothing(string written) => Assert.That(Suggestion.For(written, Known), Is.Null);

    [Test]
    public void For_AVeryLongWord_SaysNothing() => Assert.That(Suggestion.For(new string('a', 100_000), Known), Is.Null);

    [Test]
    public void Sentence_WithNothingKnown_SaysSo() => Assert.That(Suggestion.Sentence("x", [], "Known"), Is.EqualTo("Known: none."));
}
