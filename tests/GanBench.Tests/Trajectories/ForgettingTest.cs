using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class ForgettingTest
{
    [TestCase("a ab abc", 0, 0)]
    [TestCase("abcd ab", 2, 0.5)]
    [TestCase("a b c", 2, 2.0 / 3, Description = "a and b of a, b and c")]
    [TestCase("ab - ab", 0, 0, Description = "lost and found again is not forgotten")]
    [TestCase("ab -", 2, 1)]
    [TestCase("a", 0, 0)]
    [TestCase("- -", 0, double.NaN, Description = "there was nothing to forget")]
    [TestCase("", 0, double.NaN)]
    public void Of_AScript_CountsModesThatWereThereAndAreGone(string script, int modes, double share) =>
        Assert.That(Forgetting.Of(Script.Of(script)), Is.EqualTo(new Forgetting(modes, share)));
}
