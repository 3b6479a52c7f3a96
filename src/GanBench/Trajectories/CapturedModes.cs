using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Records;

namespace GanBench.Trajectories;

/// <summary>Which modes a generator held at one point of its training.</summary>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="Modes">Whether each mode was captured, shape [K]: it held at least a quarter of its fair share, as <see cref="ModesAtShare"/> counts.</param>
public sealed record CapturedModes(int GeneratorStep, ImmutableArray<bool> Modes)
{
    /// <summary>Modes captured, in [0, K].</summary>
    public int Count => Modes.Count(captured => captured);

    /// <summary>Whether every mode was captured.</summary>
    public bool IsComplete => Modes.All(captured => captured);

    /// <summary>The checkpoints that a run is judged by, in their order.</summary>
    /// <remarks>
    /// The evaluation at generator step 0 shows what chance put there before any training, so it is left out. A run that trains nothing, with
    /// 0 generator steps planned, has no other evaluation, and is judged by that one.
    /// </remarks>
    /// <param name="record">The run's record.</param>
    /// <param name="modeWeights">True share of each mode, shape [K]; sums to 1.</param>
    /// <returns>Empty when nothing was measured, or only the start of a run that was to be trained.</returns>
    /// <exception cref="ArgumentException">The record counts another number of modes.</exception>
    public static ImmutableArray<CapturedModes> Of(RunRecord record, ImmutableArray<double> modeWeights) =>
    [
        .. from evaluation in record.Result.Trajectory
           where evaluation.GeneratorStep > 0 || record.Run.GeneratorSteps == 0
           select new CapturedModes(
               evaluation.GeneratorStep,
               ModesAtShare.Captured(new ModeCounts(evaluation.ModeCounts, record.Run.Evaluation.Samples), modeWeights)),
    ];

    /// <summary>Modes captured here and there, in [0, K].</summary>
    internal int Shared(CapturedModes other) => Modes.Zip(other.Modes, (here, there) => here && there).Count(both => both);
}
