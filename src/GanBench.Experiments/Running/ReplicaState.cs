using System.Collections.Immutable;
using GanBench.Experiments.Records;

namespace GanBench.Experiments.Running;

/// <summary>What is remembered of one run while it trains.</summary>
/// <param name="Trajectory">Its evaluations so far; one at the very step of the state is among them.</param>
/// <param name="Divergence">How it diverged; null while it has not.</param>
public sealed record ReplicaState(ImmutableArray<Evaluation> Trajectory, RunOutcome.Diverged? Divergence);
