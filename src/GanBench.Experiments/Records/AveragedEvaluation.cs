using System.Collections.Immutable;

namespace GanBench.Experiments.Records;

/// <summary>The measurements at one checkpoint of an average of the generator's weights.</summary>
/// <param name="Decay">Decay of the exponential moving average, in [0, 1).</param>
/// <param name="ModeCounts">High-quality samples of each mode.</param>
/// <param name="Metrics">Value by metric name; NaN where a metric is undefined.</param>
public sealed record AveragedEvaluation(double Decay, ImmutableArray<int> ModeCounts, ImmutableSortedDictionary<string, double> Metrics);
