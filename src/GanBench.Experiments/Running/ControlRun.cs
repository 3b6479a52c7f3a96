using System.Diagnostics;
using GanBench.Controls;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Experiments.Running;

/// <summary>Measures a control: one evaluation, and nothing is trained.</summary>
public static class ControlRun
{
    /// <summary>Draws the control's samples from the run's <c>evaluation</c> stream and measures them.</summary>
    /// <param name="run">A run whose technique is a control.</param>
    /// <param name="opened">Its dataset.</param>
    /// <exception cref="ArgumentException">The run names no control, or is on another dataset.</exception>
    public static TrainedRun Measure(PlannedRun run, OpenedDataset opened)
    {
        var control = KnownControls.Create(run.Technique);
        opened.RequireFor(run);
        var evaluating = Stopwatch.StartNew();
        var values = new float[run.Evaluation.Samples * opened.Definition.Dimension];
        control.Draw(opened.Definition, opened.Data, SeedStream.FromSeed(run.Seed).Derive("evaluation").Derive("control"), values);
        var samples = new Samples(values, opened.Definition.Dimension);
        var (counts, metrics) = opened.Examine(samples);
        var result = new RunResult(
            new RunOutcome.Completed(), [new Evaluation(0, counts, metrics)], 0, 0, null, SampleSheet.Of(samples, opened.Definition),
            opened.Recogniser.Facts,
            opened.MetricVersions);
        return new TrainedRun(result, 0, evaluating.Elapsed.TotalSeconds, 0);
    }
}
