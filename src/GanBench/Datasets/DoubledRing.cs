using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>The ring that the Unrolled GAN demo and GDPP draw by mistake: seven modes, the first of double weight.</summary>
/// <remarks>
/// Both take eight angles from 0 to 2π with both ends, so the angles are 2πi/7 and the last mode falls on the first: seven distinct modes,
/// of which mode 0, at angle 0, has the weight 2/8 and the others 1/8. Radius 1, sigma 0.01. GDPP's own evaluation takes the same eight
/// angles and so still counts up to eight (https://github.com/M-Elfeki/GDPP/issues/1); here seven is all there is. Only for comparison with
/// such scores.
/// </remarks>
public sealed record DoubledRing : Dataset
{
    private static readonly Ring Ring = new(ModeCount: 7);

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "The ring of the Unrolled GAN demo and GDPP: 8 angles with the endpoint doubled, so 7 modes, one of weight 2/8; only to compare "
            + "with them.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "GDPP: Learning Diverse Generations Using Determinantal Point Process", "Elfeki, Couprie, Riviere, Elhoseiny", 2018, "1812.00068");

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => Ring.SampleShape;

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights { get; } = [0.25, .. Enumerable.Repeat(0.125, 6)];

    /// <inheritdoc/>
    public override PointModes Modes => Ring.Modes;

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new MixtureData(Modes, ModeWeights);
}
