using System.Collections.Immutable;

namespace GanBench.Experiments.Running;

/// <summary>One side's parameters and what its optimiser remembers.</summary>
/// <param name="Parameters">Flat parameters, those of a companion and what layers remember included, row-major [R, P].</param>
/// <param name="Averages">The optimiser's running averages, row-major [R, P] each.</param>
/// <param name="Powers">The optimiser's powers of decay rates.</param>
public sealed record SideState(float[] Parameters, ImmutableArray<float[]> Averages, double[] Powers);
