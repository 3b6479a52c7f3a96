using System.Collections.Immutable;
using GanBench.Records;

namespace GanBench.Training;

/// <summary>All that runs in training need to go on between two generator steps as if they had never stopped.</summary>
/// <remarks>Random streams have no state: every number follows from seed, stream and step.</remarks>
/// <param name="Ids">The runs' ids, one a replica.</param>
/// <param name="Game">Both sides and their step counters.</param>
/// <param name="Replicas">What is remembered of each run, in the same order.</param>
/// <param name="Spent">What it took to come here.</param>
public sealed record TrainingState(ImmutableArray<string> Ids, GameState Game, ImmutableArray<ReplicaState> Replicas, SpentCost Spent);

/// <summary>What is remembered of one run while it trains.</summary>
/// <param name="Trajectory">Its evaluations so far; one at the very step of the state is among them.</param>
/// <param name="Divergence">How it diverged; null while it has not.</param>
public sealed record ReplicaState(ImmutableArray<Evaluation> Trajectory, RunOutcome.Diverged? Divergence);

/// <summary>What runs in training took so far, without what was lost with a worker.</summary>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations.</param>
/// <param name="FloatingPointOperations">Operations in training steps; null when the engine does not count.</param>
/// <param name="CpuSeconds">Processor seconds of the workers, as far as those who kept the state measured them.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the workers; 0 when it was not measured.</param>
public sealed record SpentCost(
    double TrainingSeconds, double EvaluationSeconds, long? FloatingPointOperations, double CpuSeconds = 0, long PeakMemoryBytes = 0)
{
    /// <summary>Nothing yet.</summary>
    public static SpentCost Nothing { get; } = new(0, 0, 0);
}

/// <summary>Both sides of a game and how often they were updated.</summary>
/// <param name="GeneratorSteps">Generator updates done.</param>
/// <param name="DiscriminatorSteps">Discriminator updates done.</param>
/// <param name="Generator">The generator's side.</param>
/// <param name="Discriminator">The discriminator's side.</param>
public sealed record GameState(long GeneratorSteps, long DiscriminatorSteps, SideState Generator, SideState Discriminator);

/// <summary>One side's parameters and what its optimiser remembers.</summary>
/// <param name="Parameters">Flat parameters, those of a companion and what layers remember included, row-major [R, P].</param>
/// <param name="Averages">The optimiser's running averages, row-major [R, P] each.</param>
/// <param name="Powers">The optimiser's powers of decay rates.</param>
public sealed record SideState(float[] Parameters, ImmutableArray<float[]> Averages, double[] Powers)
{
    /// <summary>A copy of a side as it is now.</summary>
    /// <param name="side">The side.</param>
    public static SideState Of(Side side) => new(Values(side.Parameters), [.. side.State.Averages.ToArray().Select(Values)], side.State.Powers.ToArray());

    /// <summary>Whether this is the state of such a side: as many parameters, and the same memory of the optimiser.</summary>
    /// <param name="side">The side.</param>
    public bool Fits(Side side) =>
        Parameters.Length == side.Parameters.numel()
        && Averages.Length == side.State.Averages.Length
        && Averages.All(average => average.Length == Parameters.Length)
        && Powers.Length == side.State.Powers.Length;

    /// <summary>Makes a side as it was.</summary>
    /// <param name="side">A side that this state fits.</param>
    public void Restore(Side side)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Fill(side.Parameters, Parameters);
        for (var i = 0; i < Averages.Length; i++)
            Fill(side.State.Averages[i], Averages[i]);
        Powers.CopyTo(side.State.Powers);
    }

    private static void Fill(Tensor tensor, float[] values) => tensor.copy_(torch.tensor(values, tensor.shape));

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}

/// <summary>When the state of runs in training is kept, where they start, and who keeps it.</summary>
/// <param name="From">Where the runs go on; null to start them.</param>
/// <param name="IsDue">Asked between two generator steps whether the state is to be kept now; it may look at a clock, because keeping changes no number.</param>
/// <param name="Keep">Given the state when it is due, and when the runs are stopped.</param>
public sealed record Checkpointing(TrainingState? From, Func<bool> IsDue, Action<TrainingState> Keep);

/// <summary>A state cannot be gone on from, because it belongs to something else.</summary>
/// <param name="reason">What it belongs to: half a sentence.</param>
public sealed class ForeignStateException(string reason) : Exception(reason);
