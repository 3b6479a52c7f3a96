using GanBench.Datasets;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>
/// Real samples of a dataset that training never draws, and what metrics need of them: made once for all evaluations of N samples.
/// </summary>
/// <remarks>The costly parts are made when they are first asked for; each is a function of the dataset and N alone.</remarks>
/// <param name="dataset">The dataset.</param>
/// <param name="sampleCount">N, generated samples of an evaluation.</param>
/// <param name="features">Features of held-out real samples, shape [M, F]; M = N where there are as many.</param>
/// <param name="perfect">
/// Features of N fresh training samples, as a perfect sampler would draw them, by the number of the draw; shape [N, F].
/// </param>
public sealed class Reference(Dataset dataset, int sampleCount, Samples features, Func<int, Samples> perfect)
{
    private readonly Lazy<double> reverseKlFloor = new(() => ExcessReverseKl.Floor(
        ExcessReverseKl.HighQualityOfPerfect(sampleCount, dataset), dataset.ModeWeights));

    private readonly Lazy<SortedProjections> sortedProjections = new(
        () => SortedProjections.Of(features, SlicedWasserstein.Directions(features.Dimension)));

    private readonly Lazy<FrechetReference> frechet = new(() => FrechetReference.Of(features));

    private readonly Lazy<CubicMoments> cubicMoments = new(() => CubicMoments.Of(features));

    private readonly Lazy<Neighbourhoods> neighbourhoods = new(() => Neighbourhoods.Of(features));

    private readonly Lazy<Bins> bins = new(() => DifferentBins.BinsOf(features));

    private double? slicedWassersteinFloor;

    /// <summary>The dataset.</summary>
    public Dataset Dataset => dataset;

    /// <summary>N, generated samples of an evaluation.</summary>
    public int SampleCount => sampleCount;

    /// <summary>Features of held-out real samples, shape [M, F].</summary>
    public Samples Features => features;

    /// <summary>The neighbourhoods of the real samples.</summary>
    public Neighbourhoods Neighbourhoods => neighbourhoods.Value;

    /// <summary>The bins of the real samples.</summary>
    public Bins Bins => bins.Value;

    /// <summary>Expected reverse KL of a perfect sampler, in nats.</summary>
    public double ReverseKlFloor => reverseKlFloor.Value;

    /// <summary>Projections of the real features onto the project's directions.</summary>
    public SortedProjections SortedProjections => sortedProjections.Value;

    /// <summary>Mean sliced Wasserstein distance of a perfect sampler from the real features.</summary>
    public double SlicedWassersteinFloor => slicedWassersteinFloor ??= ExcessSlicedWasserstein.Floor(perfect, SortedProjections);

    /// <summary>Mean and root of the covariance of the real features.</summary>
    public FrechetReference Frechet => frechet.Value;

    /// <summary>Moments of the real features up to the third.</summary>
    public CubicMoments CubicMoments => cubicMoments.Value;
}
