using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Trajectories;

namespace GanBench.Experiments.Records;

/// <summary>How a run went, derived from its record whenever it is asked for: nothing of it is stored.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="FirstCompleteStep">Generator step of the first checkpoint with all modes; null when there is none.</param>
/// <param name="Forgetting">Modes that were captured and lost again; of a diverged run, up to its last checkpoint.</param>
/// <param name="ModeHopping">In [0, 1], NaN when undefined; see <see cref="Trajectories.ModeHopping"/>.</param>
public sealed record Course(RunVerdict Verdict, int? FirstCompleteStep, Forgetting Forgetting, double ModeHopping)
{
    /// <summary>Judges a run by its checkpoints.</summary>
    /// <param name="record">The run's record.</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>Null for a run that was skipped or failed: there is nothing to judge.</returns>
    /// <exception cref="ArgumentException">The record counts another number of modes.</exception>
    public static Course? Of(RunRecord record, ImmutableArray<double> modeWeights)
    {
        if (record.Result.Outcome is not (RunOutcome.Completed or RunOutcome.Diverged))
            return null;

        var checkpoints = Checkpoints(record, modeWeights);
        return new Course(
            VerdictRule.Of(checkpoints, record.Result.Outcome is RunOutcome.Diverged),
            FirstComplete.Of(checkpoints),
            Forgetting.Of(checkpoints),
            Trajectories.ModeHopping.Of(checkpoints));
    }

    /// <summary>The checkpoints that a run is judged by, in their order.</summary>
    /// <remarks>
    /// The evaluation at generator step 0 shows what chance put there before any training, so it is left out. A run that trains nothing,
    /// with 0 generator steps planned, has no other evaluation, and is judged by that one.
    /// </remarks>
    /// <param name="record">The run's record.</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>Empty when nothing was measured, or only the start of a run that was to be trained.</returns>
    /// <exception cref="ArgumentException">The record counts another number of modes.</exception>
    public static ImmutableArray<CapturedModes> Checkpoints(RunRecord record, ImmutableArray<double> modeWeights) =>
    [
        .. from evaluation in record.Result.Trajectory
           where evaluation.GeneratorStep > 0 || record.Run.GeneratorSteps == 0
           select new CapturedModes(
               evaluation.GeneratorStep,
               ModesAtShare.Captured(new ModeCounts(evaluation.ModeCounts, record.Run.Evaluation.Samples), modeWeights)),
    ];
}
