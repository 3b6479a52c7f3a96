using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The generator also matches the mean spectrum of real samples.</summary>
/// <remarks>
/// Adds (λ / K) Σ_k (E s_k(x) - E s_k(G(z)))² to the generator's loss, s the K numbers of a spectrum. Images: the amplitudes of the 2-D
/// discrete Fourier transform, K = c h w. Points: s = cos(2π b·x), sin(2π b·x) at F fixed random frequencies, K = 2 F. More in
/// docs/techniques/fourier-matching.md.
/// </remarks>
/// <param name="Lambda">λ, weight of the matching term.</param>
/// <param name="Features">F, number of frequencies; points only.</param>
/// <param name="Scale">Standard deviation of the frequencies in cycles per unit of the data; points only.</param>
public sealed record FourierMatching(
    [Setting("weight of the matching term", Minimum = 0)] double Lambda = 10,
    [Setting("number of frequencies; points only", Minimum = 1, Maximum = 10000)] int Features = 32,
    [Setting("standard deviation of the frequencies, in cycles per unit of the data; points only", Minimum = 0)]
    double Scale = 0.5) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The generator also matches the mean spectrum of real samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "F-Drop&Match: GANs with a Dead Zone in the High-Frequency Domain", "Yamaguchi, Kanai", 2021, "2106.02343");

    /// <inheritdoc/>
    public override Changes Changes => new() { GeneratorPenalty = SpectralDifference };

    private Tensor SpectralDifference(Turn turn)
    {
        var difference = MeanSpectrum(turn, turn.Real) - MeanSpectrum(turn, turn.Fake);     // [R, K]
        return Lambda * difference.square().mean([1L]);                                    // [R]
    }

    private Tensor MeanSpectrum(Turn turn, Tensor samples)
    {
        if (turn.SampleShape is not [var channels, var height, var width])
            return FourierTransform.OfPoints(samples, Features, Scale).mean([1L]);
        var transform =
            FourierTransform.OfImages(samples, turn.SampleShape).view(samples.size(0), samples.size(1), channels, 2, height * width);

        // Not the complex mean: the transform is linear and keeps distances, so that would match the mean image alone.
        return transform.norm(dim: 3).mean([1L]).flatten(1);                               // [R, c h w]
    }
}
