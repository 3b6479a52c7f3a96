using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Judges;
using GanBench.Trajectories;

namespace GanBench.Training.Tests;

/// <summary>Controls are judged by the same rule as techniques, with the verdicts that docs/metrics/verdict.md promises.</summary>
public sealed class CourseOfControlsTest
{
    [TestCase("ring8", "perfect-sampler", RunVerdict.Complete)]
    [TestCase("grid25", "perfect-sampler", RunVerdict.Complete)]
    [TestCase("ring8", "uniform-noise", RunVerdict.None)]
    [TestCase("grid25", "uniform-noise", RunVerdict.None, Description = "though it captures most modes")]
    [TestCase("ring8", "one-point-per-mode", RunVerdict.Complete, Description = "what the verdict cannot see")]
    [TestCase("ring8", "single-mode", RunVerdict.Partial)]
    [TestCase("ring8", "continuous-circle", RunVerdict.None, Description = "though it captures all modes")]
    public void Verdict_OfAControl_IsAsDocumented(string dataset, string control, RunVerdict expected)
    {
        var trained = Cells.Cell(dataset, "ns-gan", seed: 0, samples: 2500);
        var run = trained.Control(control);
        var opened = OpenedDataset.Open(run.Dataset, Cells.NoFiles, KnownJudges.Recogniser, null, default);
        var host = new HostFacts("", "", "", "", "", 1, null, "");

        var course = Course.Of(RunRecord.Of(run, ControlRun.Measure(run, opened).Result, null, host), opened.Definition.ModeWeights)!;

        Assert.That(course.Verdict, Is.EqualTo(expected));
        Assert.That(course.FirstCompleteStep, expected == RunVerdict.Complete ? Is.Zero : Is.Null);
        Assert.That(course.ModeHopping, Is.NaN);
    }
}
