using System.Collections.Immutable;

namespace GanBench.Experiments.Plans;

/// <summary>When and how much of a training is measured.</summary>
/// <param name="Samples">Generated samples per evaluation, at least 1.</param>
/// <param name="Checkpoints">Evaluations after the first one at step 0, evenly spaced, the last at the end; 0 for controls.</param>
/// <param name="Averages">Decays of the averages of the generator's weights that are measured beside its last weights.</param>
public sealed record EvaluationProtocol(int Samples, int Checkpoints, ImmutableArray<double> Averages);
