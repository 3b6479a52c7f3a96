using System.Collections.Immutable;
using GanBench.Experiments.Records;
using GanBench.Trajectories;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Records;

public class CourseTest
{
    private static readonly ImmutableArray<double> Thirds = [1.0 / 3, 1.0 / 3, 1.0 / 3];

    [Test]
    public void Of_ACompletedRun_PutsAllAnswersTogether()
    {
        var record = CapturedModesTest.Trained(
            Evaluation(0, [0, 0, 0]), Evaluation(25, [800, 800, 800]),
            Evaluation(50, [800, 0, 0]), Evaluation(75, [0, 800, 0]), Evaluation(100, [0, 0, 800]));

        Assert.That(Course.Of(record, Thirds), Is.EqualTo(new Course(RunVerdict.Hopping, 25, new Forgetting(2, 2.0 / 3), 2.0 / 3)));
    }

    [Test]
    public void Of_ADivergedRun_TellsWhatItHadCapturedBefore()
    {
        var record = With(
            new RunOutcome.Diverged(60, "generator loss"),
            Evaluation(0, [0, 0, 0]), Evaluation(25, [800, 800, 0]), Evaluation(50, [800, 0, 0]));

        Assert.That(Course.Of(record, Thirds), Is.EqualTo(new Course(RunVerdict.Diverged, null, new Forgetting(1, 0.5), double.NaN)));
    }

    [Test]
    public void Of_ARunThatNeverRan_IsNothing()
    {
        Assert.That(Course.Of(With(new RunOutcome.Skipped("No MNIST.")), Thirds), Is.Null);
        Assert.That(Course.Of(With(new RunOutcome.Failed("It broke.")), Thirds), Is.Null);
    }

    private static RunRecord With(RunOutcome outcome, params Evaluation[] trajectory)
    {
        var completed = CapturedModesTest.Trained(trajectory);
        return RunRecord.Of(completed.Run, completed.Result with { Outcome = outcome }, null, Host);
    }
}
