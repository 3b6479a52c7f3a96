using GanBench.Controls;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Judges;

namespace GanBench.Training.Tests;

public sealed class ControlRunTest
{
    [TestCase("perfect-sampler", 25)]
    [TestCase("single-mode", 1)]
    public void Measure_OnTheGrid_GivesOneEvaluationWithEveryMetric(string control, double modesAtShare)
    {
        var result = Measure(control, seed: 3).Result;

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(new RunOutcome.Completed()));
            Assert.That(result.Trajectory, Has.Length.EqualTo(1));
            Assert.That(result.Trajectory[0].GeneratorStep, Is.Zero);
            Assert.That(result.Trajectory[0].Metrics["modes-at-share"], Is.EqualTo(modesAtShare));
            Assert.That(result.Trajectory[0].Metrics.Keys, Is.EqualTo(Catalogues.BitTorch.MetricsOf(Run(control, 3).Dataset).Keys));
            Assert.That(result.Samples!.Points, Has.Length.EqualTo(2 * 500));
            Assert.That((result.DiscriminatorSteps, result.RealSamplesSeen, result.WeightsDigest), Is.EqualTo((0L, 0L, (string?)null)));
        });
    }

    [Test]
    public void Measure_WithTheSameSeed_GivesTheSameDigest_AndWithAnotherAnother()
    {
        var digest = Measure("perfect-sampler", seed: 3).Result.Digests();

        Assert.That(Measure("perfect-sampler", seed: 3).Result.Digests(), Is.EqualTo(digest));
        Assert.That(Measure("perfect-sampler", seed: 4).Result.Digests(), Is.Not.EqualTo(digest));
    }

    [Test]
    public void Measure_OfATechnique_IsRefused() =>
        Assert.That(() => Measure("ns-gan", seed: 0), Throws.ArgumentException.With.Message.Contains("no control ns-gan"));

    private static TrainedRun Measure(string technique, int seed)
    {
        var run = Run(technique, seed);
        return ControlRun.Measure(run, OpenedDataset.Open(run.Dataset, Cells.NoFiles, KnownJudges.Recogniser, null, default));
    }

    private static PlannedRun Run(string technique, int seed)
    {
        var run = Cells.Cell("grid25", "ns-gan", seed, samples: 2500);
        return KnownControls.All.Any(control => control.Name == technique)
            ? run.Control(technique)
            : run;
    }
}
