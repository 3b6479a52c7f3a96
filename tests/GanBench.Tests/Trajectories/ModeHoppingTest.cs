using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class ModeHoppingTest
{
    [TestCase("a b c d", 1, Description = "another mode every time")]
    [TestCase("ab cd ab", 1)]
    [TestCase("ab bc cd", 0.5, Description = "one of two modes is exchanged every time")]
    [TestCase("a ab abc abcd", 0, Description = "growth")]
    [TestCase("abcd abc ab a", 0, Description = "loss")]
    [TestCase("ab ab ab", 0)]
    [TestCase("a bcd bcd", 0.5, Description = "a was exchanged, c and d are growth; then nothing moved")]
    [TestCase("a b b b b", 0.25)]
    [TestCase("a - b - a", 0.5, Description = "caught between two modes at every second checkpoint")]
    [TestCase("a - a", 0, Description = "lost and found again")]
    [TestCase("- - - a b c", 1, Description = "the time to the first mode does not count")]
    [TestCase("abc abd abc", 1.0 / 3)]
    public void Of_AScript_IsTheMeanShareOfModesThatWereExchanged(string script, double expected) =>
        Assert.That(ModeHopping.Of(Script.Of(script)), Is.EqualTo(expected).Within(1e-15), "sums of a few fractions");

    [TestCase(""), TestCase("-"), TestCase("a"), TestCase("a b"), TestCase("- - - -"), TestCase("- - a b")]
    public void Of_FewerThanTwoChanges_IsUndefined(string script) => Assert.That(ModeHopping.Of(Script.Of(script)), Is.NaN);

    // Every trajectory of three checkpoints over four modes: 16³ of them.
    [Test]
    public void Of_AnyThreeCheckpoints_IsAShareAndTheSameBackwards()
    {
        string[] sets =
            [.. Enumerable.Range(0, 16).Select(bits => bits == 0 ? "-" : string.Concat("abcd".Where((_, i) => (bits >> i & 1) == 1)))];
        var scripts =
                      from first in sets.Skip(1)
                      from second in sets.Skip(1)
                      from third in sets.Skip(1)
                      select (Forwards: $"{first} {second} {third}", Backwards: $"{third} {second} {first}");

        foreach (var (forwards, backwards) in scripts)
        {
            var hopping = ModeHopping.Of(Script.Of(forwards));
            Assert.That(hopping, Is.InRange(0, 1), forwards);
            Assert.That(hopping, Is.EqualTo(ModeHopping.Of(Script.Of(backwards))).Within(1e-15), forwards);
        }
    }
}
