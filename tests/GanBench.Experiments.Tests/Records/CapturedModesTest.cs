using System.Collections.Immutable;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Records;

public class CapturedModesTest
{
    private static readonly ImmutableArray<double> Halves = [0.5, 0.5];

    // 2,500 samples over two equal modes: a quarter of the fair share is 312.5 samples.
    [Test]
    public void Of_ARecord_TakesAQuarterOfTheFairShareAndLeavesTheStartOut()
    {
        var checkpoints = Course.Checkpoints(
            Trained(Evaluation(0, [2500, 2500]), Evaluation(50, [312, 313]), Evaluation(100, [2000, 313])), Halves);

        Assert.That(checkpoints.Select(checkpoint => checkpoint.GeneratorStep), Is.EqualTo(new[] { 50, 100 }));
        Assert.That(checkpoints[0].Modes, Is.EqualTo(new[] { false, true }));
        Assert.That((checkpoints[0].Count, checkpoints[0].IsComplete), Is.EqualTo((1, false)));
        Assert.That((checkpoints[1].Count, checkpoints[1].IsComplete), Is.EqualTo((2, true)));
    }

    [Test]
    public void Of_ARunWithoutTraining_TakesItsOnlyEvaluation()
    {
        var trained = Trained(Evaluation(0, [1250, 1250]));
        var control = trained with { Run = trained.Run with { Training = trained.Run.Training with { GeneratorSteps = 0 } } };

        Assert.That(Course.Checkpoints(control, Halves), Has.Length.EqualTo(1));
        Assert.That(Course.Checkpoints(trained, Halves), Is.Empty, "it diverged before its first checkpoint");
    }

    [Test]
    public void Of_AnotherNumberOfModes_IsRefused() =>
        Assert.That(() => Course.Checkpoints(Trained(Evaluation(100, [1, 2, 3])), Halves), Throws.ArgumentException);

    internal static RunRecord Trained(params Evaluation[] trajectory) =>
        RunRecord.Of(Plan.From(Spec(Json()), Known)[0], Completed(trajectory), Cost(), Host);
}
