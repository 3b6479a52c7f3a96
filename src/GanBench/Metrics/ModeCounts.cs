using System.Collections.Immutable;

namespace GanBench.Metrics;

/// <summary>How many generated samples each mode received.</summary>
/// <param name="HighQuality">High-quality samples of each mode, shape [K].</param>
/// <param name="SampleCount">N, all samples, the ones of low quality included.</param>
public sealed record ModeCounts(ImmutableArray<int> HighQuality, int SampleCount);
