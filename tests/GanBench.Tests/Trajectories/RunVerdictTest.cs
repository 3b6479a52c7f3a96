using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class RunVerdictTest
{
    [TestCase("- a ab abcd", RunVerdict.Complete)]
    [TestCase("a b c abcd", RunVerdict.Complete, Description = "what counts is the end")]
    [TestCase("abcd", RunVerdict.Complete, Description = "one checkpoint")]
    [TestCase("abcd abc", RunVerdict.Partial, Description = "complete once, and lost again")]
    [TestCase("- a ab", RunVerdict.Partial)]
    [TestCase("a", RunVerdict.Partial)]
    [TestCase("a b", RunVerdict.Partial, Description = "one change is no habit")]
    [TestCase("ab bc cd", RunVerdict.Hopping, Description = "exactly half are exchanged")]
    [TestCase("abc abd abc", RunVerdict.Partial, Description = "a third is exchanged")]
    [TestCase("a b c -", RunVerdict.Hopping, Description = "caught between modes at the end: 2 exchanges at 3 checkpoints")]
    [TestCase("a b - -", RunVerdict.None, Description = "1 exchange at 3 checkpoints")]
    [TestCase("ab a -", RunVerdict.None)]
    [TestCase("- - -", RunVerdict.None)]
    [TestCase("", RunVerdict.None)]
    public void Of_AScript_FollowsTheRule(string script, RunVerdict expected) =>
        Assert.That(VerdictRule.Of(Script.Of(script), diverged: false), Is.EqualTo(expected));

    [TestCase(""), TestCase("abcd"), TestCase("a b c"), TestCase("- -")]
    public void Of_ADivergedRun_IsDivergedWhateverItCaptured(string script) =>
        Assert.That(VerdictRule.Of(Script.Of(script), diverged: true), Is.EqualTo(RunVerdict.Diverged));

    [Test]
    public void NameOf_EveryVerdict_IsOneLowerCaseWord() =>
        Assert.That(Enum.GetValues<RunVerdict>().Select(
            VerdictRule.NameOf), Is.EqualTo(new[] { "complete", "partial", "hopping", "none", "diverged" }));
}
