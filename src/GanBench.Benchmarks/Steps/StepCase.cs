using System.Collections.Immutable;

namespace GanBench.Benchmarks.Steps;

/// <summary>A kind of training step that can be timed.</summary>
/// <param name="Name">Name in tables and on the command line.</param>
/// <param name="MultiplyAdds">Multiply-adds of the matrix products and convolutions that one step needs; nothing else is counted.</param>
/// <param name="StartWith">Makes a game at its start, ready to be trained: one replica for each of the seeds.</param>
public sealed record StepCase(string Name, double MultiplyAdds, Func<ImmutableArray<int>, TrainingStep> StartWith) : IWork
{
    /// <summary>Makes a game of one replica with seed 0.</summary>
    public TrainingStep Start() => StartWith([0]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
