using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Datasets;

/// <summary>Gaussians at equal angles on a circle around the origin, all equally likely.</summary>
/// <remarks>
/// Mode i lies at angle 2πi/K: the endpoint is left out. Code that takes K angles from 0 to 2π with both ends, as the Unrolled GAN
/// demo and GDPP do, has K - 1 modes, one of double weight. Sigma is a standard deviation, not a variance: D2GAN passes 0.02 as covariance.
/// </remarks>
/// <param name="ModeCount">K, number of modes; at least 1.</param>
/// <param name="Radius">Distance of every centre from the origin, in data units; positive.</param>
/// <param name="Sigma">Standard deviation per axis, in data units; positive.</param>
public sealed record Ring(int ModeCount = 8, double Radius = 1, double Sigma = 0.01) : Dataset
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        $"{ModeCount} Gaussians of standard deviation {Sigma} at equal angles on a circle of radius {Radius}.";

    /// <inheritdoc/>
    public override Citation Source => Papers.UnrolledGan;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => [2];

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => [.. Enumerable.Repeat(1.0 / ModeCount, ModeCount)];

    /// <inheritdoc/>
    public override PointModes Modes => new(new Samples(Centres(), 2), Sigma);

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new MixtureData(Modes);

    private float[] Centres()
    {
        var centres = new float[2 * ModeCount];
        for (var mode = 0; mode < ModeCount; mode++)
        {
            var (sine, cosine) = Elementary.SinCosTurns((double)mode / ModeCount);
            centres[2 * mode] = (float)(Radius * cosine);
            centres[(2 * mode) + 1] = (float)(Radius * sine);
        }

        return centres;
    }
}
