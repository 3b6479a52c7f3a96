using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator sees frequencies: of images their Fourier transform, of points Fourier features.</summary>
/// <remarks>
/// Images: the orthonormal 2-D discrete Fourier transform, real and imaginary parts as channels. Points: [x, cos(2π B x), sin(2π B x)], B
/// fixed with entries from N(0, scale²). More in docs/techniques/fourier-features.md.
/// </remarks>
/// <param name="Features">Number of frequencies; points only.</param>
/// <param name="Scale">Standard deviation of the frequencies in cycles per unit of the data; points only.</param>
public sealed record FourierFeatures(
    [Setting("number of frequencies; points only", Minimum = 1, Maximum = 10000)] int Features = 32,
    [Setting("standard deviation of the frequencies, in cycles per unit of the data; points only", Minimum = 0)]
    double Scale = 0.5) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator sees the Fourier transform of an image, or Fourier features of a point.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Fourier Features Let Networks Learn High Frequency Functions in Low Dimensional Domains",
        "Tancik, Srinivasan, Mildenhall, Fridovich-Keil, Raghavan, Singhal, Ramamoorthi, Barron, Ng",
        2020,
        "2006.10739");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        ShownShape = (sampleShape, _) =>
            sampleShape.Length == 3 ? sampleShape.SetItem(0, 2 * sampleShape[0]) : [sampleShape[0] + 2 * Features],
        Shown = (batch, _) => batch.Shape.Length == 3
            ? FourierTransform.OfImages(batch.Samples, batch.Shape)                                            // [R, B, 2 c h w]
            : cat([batch.Samples, FourierTransform.OfPoints(batch.Samples, Features, Scale)], dim: 2),         // [R, B, d + 2 F]
    };
}
