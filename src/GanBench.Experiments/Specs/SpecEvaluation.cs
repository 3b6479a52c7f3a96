namespace GanBench.Experiments.Specs;

/// <summary>How the runs of a spec are measured.</summary>
/// <param name="Samples">Generated samples per evaluation.</param>
/// <param name="Checkpoints">Evaluations after the first one at step 0.</param>
public sealed record SpecEvaluation(int Samples, int Checkpoints)
{
    /// <summary>What a silent spec gets: 2,500 samples, as the literature on 2-D mixtures takes, at 10 checkpoints.</summary>
    public static SpecEvaluation Default { get; } = new(2500, 10);
}
