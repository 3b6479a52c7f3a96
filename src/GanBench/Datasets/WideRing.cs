using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>
/// The ring of D2GAN and MGAN: eight Gaussians of covariance 0.02 I on a circle of radius 2. Only for comparison with those two papers.
/// </summary>
/// <remarks>
/// Their 0.02 is a variance, so sigma is √0.02 ≈ 0.1414 and neighbours lie 10.8 sigma apart; on <see cref="Ring"/> it is 76.5. Scores on
/// the two say nothing about each other.
/// </remarks>
public sealed record WideRing : Dataset
{
    private static readonly Ring Ring = new(ModeCount: 8, Radius: 2, Sigma: Math.Sqrt(0.02));

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "8 Gaussians of variance 0.02 on a circle of radius 2, seven times as wide as ring8's; only to compare with D2GAN and MGAN.";

    /// <inheritdoc/>
    public override Citation Source => new("Dual Discriminator Generative Adversarial Nets", "Nguyen, Le, Vu, Phung", 2017, "1709.03831");

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => Ring.SampleShape;

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => Ring.ModeWeights;

    /// <inheritdoc/>
    public override PointModes Modes => Ring.Modes;

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        Ring.Open(locations, progress, cancellation);
}
