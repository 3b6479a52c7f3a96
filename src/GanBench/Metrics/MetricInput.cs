using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>What a metric sees of one evaluation.</summary>
/// <remarks>What several metrics need is made when the first of them asks for it.</remarks>
/// <param name="Generated">Generated samples, shape [N, d], in data units.</param>
/// <param name="Recognised">What was recognised in them.</param>
/// <param name="Reference">The real side.</param>
public sealed record MetricInput(Samples Generated, Recognition Recognised, Reference Reference)
{
    private double? slicedWassersteinDistance;
    private Neighbourhoods? neighbourhoods;
    private NeighbourCounts? neighbourCounts;

    /// <summary>The samples sorted into modes.</summary>
    public ModeCounts Counts { get; } = Recognised.Counts(Reference.Dataset.ModeWeights.Length);

    /// <summary>Sliced Wasserstein distance between the generated and the real features.</summary>
    public double SlicedWassersteinDistance =>
        slicedWassersteinDistance ??= SlicedWasserstein.Of(Recognised.Features, Reference.SortedProjections);

    /// <summary>The neighbourhoods of the generated samples, pairs of the same counted.</summary>
    public Neighbourhoods Neighbourhoods => neighbourhoods ??= Neighbourhoods.Of(
        Recognised.Features, Neighbourhoods.DefaultNeighbours, BirthdaySupport.DuplicateDistanceSquared(Reference.Neighbourhoods));

    /// <summary>Who lies in whose neighbourhood.</summary>
    public NeighbourCounts NeighbourCounts => neighbourCounts ??= NeighbourCounts.Between(Neighbourhoods, Reference.Neighbourhoods);
}
