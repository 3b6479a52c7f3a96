using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class FirstCompleteTest
{
    [TestCase("- ab abcd abcd", 300)]
    [TestCase("abcd ab -", 100, Description = "also when the modes are lost again")]
    [TestCase("abc abd", null, Description = "each mode was there, but never all at once")]
    [TestCase("", null)]
    public void Of_AScript_IsTheStepOfTheFirstCheckpointWithAllModes(string script, int? expected) =>
        Assert.That(FirstComplete.Of(Script.Of(script)), Is.EqualTo(expected));
}
