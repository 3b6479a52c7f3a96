using GanBench.Datasets;

namespace GanBench.Metrics;

/// <summary>What a metric sees of one evaluation.</summary>
/// <param name="Generated">Generated samples, shape [N, d], in data units.</param>
/// <param name="Recognised">What was recognised in them.</param>
/// <param name="Reference">The real side.</param>
public sealed record MetricInput(Samples Generated, Recognition Recognised, Reference Reference)
{
    /// <summary>The samples sorted into modes.</summary>
    public ModeCounts Counts { get; } = Recognised.Counts(Reference.Dataset.ModeWeights.Length);
}
