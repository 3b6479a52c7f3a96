using GanBench.Definitions;

namespace GanBench.Experiments.Specs;

/// <summary>How the runs of a spec are measured.</summary>
/// <remarks>The defaults: 2,500 samples, as the literature on 2-D mixtures takes, at 10 checkpoints.</remarks>
/// <param name="Samples">Generated samples per evaluation.</param>
/// <param name="Checkpoints">Evaluations after the first one at step 0.</param>
public sealed record SpecEvaluation(
    [Setting("generated samples per evaluation", Minimum = 1, Maximum = SpecEvaluation.MostSamples)] int Samples = 2500,
    [Setting("evaluations after the first one at step 0", Minimum = 1, Maximum = SpecEvaluation.MostCheckpoints)] int Checkpoints = 10)
{
    /// <summary>Most generated samples of one evaluation.</summary>
    public const int MostSamples = 1_000_000;

    /// <summary>Most evaluations of one run after the first.</summary>
    public const int MostCheckpoints = 1_000;
}
