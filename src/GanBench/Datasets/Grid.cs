using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Datasets;

/// <summary>Gaussians on a square lattice around the origin, all equally likely.</summary>
/// <remarks>Mode i lies in column i / Side (first coordinate) and row i mod Side (second), both counted from the lowest.</remarks>
/// <param name="Side">Modes along each axis; at least 1, so K = Side².</param>
/// <param name="Spacing">Distance between neighbouring centres, in data units; positive.</param>
/// <param name="Sigma">Standard deviation per axis, in data units; positive.</param>
public sealed record Grid(int Side = 5, double Spacing = 2, double Sigma = 0.05) : Dataset
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        $"{Side * Side} Gaussians of standard deviation {Sigma} on a {Side} x {Side} lattice of spacing {Spacing}.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Adversarially Learned Inference", "Dumoulin, Belghazi, Poole, Mastropietro, Lamb, Arjovsky, Courville", 2016, "1606.00704");

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => [2];

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => [.. Enumerable.Repeat(1.0 / (Side * Side), Side * Side)];

    /// <inheritdoc/>
    public override PointModes Modes => new(new Samples(Centres(), 2), Sigma);

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new MixtureData(Modes);

    private float[] Centres()
    {
        var centres = new float[2 * Side * Side];
        for (var mode = 0; mode < Side * Side; mode++)
        {
            centres[2 * mode] = Coordinate(mode / Side);
            centres[(2 * mode) + 1] = Coordinate(mode % Side);
        }

        return centres;
    }

    private float Coordinate(int place) => (float)((place - ((Side - 1) / 2.0)) * Spacing);
}
