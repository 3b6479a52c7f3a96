using GanBench.Experiments.Comparing;
using GanBench.Experiments.Records;
using GanBench.Metrics;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Comparing;

public class ResultDifferenceTest
{
    private static readonly RunResult Result = Completed(
        Evaluation(0, [0, 0], ("modes-at-share", 0), ("reverse-kl", double.NaN)),
        Evaluation(1500, [3, 7], ("modes-at-share", 2), ("reverse-kl", 0.25))) with
    {
        Samples = new SampleSheet([2], [0.5f, 0.25f], [1, 2, 3]),
        Judge = new JudgeFacts("judge-v1", new string('b', 64), 0.5, 0.9),
    };

    [Test]
    public void Describe_TheSameResult_IsNothing()
    {
        var same = Completed([.. Result.Trajectory]) with
        {
            Samples = new SampleSheet([2], [0.5f, 0.25f], [1, 2, 3]),
            Judge = Result.Judge,
        };

        Assert.That(ResultDifference.Describe(Result, same), Is.Null);
    }

    private static IEnumerable<TestCaseData> Differences()
    {
        var (first, last) = (Result.Trajectory[0], Result.Trajectory[1]);
        yield return Case("after generator step 1,500, metric reverse-kl: 0.25 in the record, 0.25000000000000006 here",
            With(1, last with { Metrics = last.Metrics.SetItem("reverse-kl", Math.BitIncrement(0.25)) }));
        yield return Case(
            "after generator step 0, metric reverse-kl: \"NaN\" in the record, 0 here",
            With(0, first with { Metrics = first.Metrics.SetItem("reverse-kl", 0) }));
        yield return Case(
            "after generator step 0, metric modes-at-share: 0 in the record, -0 here",
            With(0, first with { Metrics = first.Metrics.Remove("modes-at-share").Add("modes-at-share", -0.0) }));
        yield return Case(
            "after generator step 1,500, high-quality samples of mode [1]: 7 in the record, 8 here",
            With(1, last with { ModeCounts = [3, 8] }));
        yield return Case(
            "after generator step 0, metric reverse-kl: \"NaN\" in the record, nothing here",
            With(0, first with { Metrics = first.Metrics.Remove("reverse-kl") }));
        yield return Case("trajectory: 2 entries in the record, 1 entries here", Result with { Trajectory = [first] });
        yield return Case(
            "outcome.kind: \"completed\" in the record, \"diverged\" here", Result with { Outcome = new RunOutcome.Diverged(7, "loss") });
        yield return Case(
            $"all evaluations agree, the final weights do not: \"{new string('a', 59)}... in the record, \"{new string('c', 59)}... here",
            Result with { WeightsDigest = new string('c', 64) });
        yield return Case(
            "samples.points[1]: 0.25 in the record, 0.5 here", Result with { Samples = new SampleSheet([2], [0.5f, 0.5f], [1, 2, 3]) });
        yield return Case(
            "samples.pixels: \"AQID\" in the record, \"AQIE\" here",
            Result with { Samples = new SampleSheet([2], [0.5f, 0.25f], [1, 2, 4]) });
        yield return Case("discriminator-steps: 500 in the record, 501 here", Result with { DiscriminatorSteps = 501 });
        yield return Case("samples: something in the record, nothing here", Result with { Samples = null });

        // A judge with other weights explains whatever differs after it.
        yield return Case("judge.test-accuracy: 0.5 in the record, 0.75 here",
            With(0, first with { ModeCounts = [9, 9] }) with { Judge = Result.Judge! with { TestAccuracy = 0.75 } });

        static TestCaseData Case(string expected, RunResult other) => new TestCaseData(expected, other).SetArgDisplayNames(expected);
    }

    [TestCaseSource(nameof(Differences))]
    public void Describe_AnotherResult_TellsTheFirstDifference(string expected, RunResult rerun)
    {
        Assert.That(ResultDifference.Describe(Result, rerun), Is.EqualTo(expected));
    }

    private static RunResult With(int index, Evaluation evaluation) =>
        Result with { Trajectory = Result.Trajectory.SetItem(index, evaluation) };
}
