using System.Collections.Immutable;

namespace GanBench.Experiments.Running;

/// <summary>All that runs in training need to go on between two generator steps as if they had never stopped.</summary>
/// <remarks>Random streams have no state: every number follows from seed, stream and step.</remarks>
/// <param name="Ids">The runs' ids, one a replica.</param>
/// <param name="Game">Both sides and their step counters.</param>
/// <param name="Replicas">What is remembered of each run, in the same order.</param>
/// <param name="Spent">What it took to come here.</param>
/// <param name="Metrics">Version of each metric in the evaluations, by name.</param>
public sealed record TrainingState(
    ImmutableArray<string> Ids,
    GameState Game,
    ImmutableArray<ReplicaState> Replicas,
    SpentCost Spent,
    ImmutableSortedDictionary<string, int> Metrics);
