using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>A third network F maps samples back to latent vectors; the discriminator sees pairs of both.</summary>
/// <remarks>
/// D, high on real pairs: E softplus(-D(z_x, x)) + E softplus(D(z, G(z))) with z_x ~ N(F(x), σ²I). G and F: -E D(z, G(z)) +
/// λ E ‖z - F(G(z))‖², the sum over the latent dimensions. More in docs/techniques/veegan.md.
/// </remarks>
/// <param name="Lambda">λ, weight of the reconstruction.</param>
/// <param name="Deviation">σ, standard deviation of reconstructed latent vectors of real samples.</param>
public sealed record Veegan(
    [Setting("weight of the reconstruction of latent vectors", Minimum = 0)] double Lambda = 1,
    [Setting("standard deviation of the noise on latent vectors that belong to real samples; the authors' 1", Minimum = 0)]
    double Deviation = 1) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "A reconstructor maps samples back to latent vectors, and the discriminator sees pairs of both.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning",
        "Srivastava, Valkov, Russell, Gutmann, Sutton",
        2017,
        "1705.07761");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Companion = networks => networks.Reconstructor(),
        ShownShape = (sampleShape, latentDimension) => [latentDimension + sampleShape.Aggregate(1, (product, size) => product * size)],
        Shown = (batch, noise) =>
            cat([batch.Latent ?? Reconstructed(batch, noise), batch.Samples], dim: 2),                 // [R, B, latent + d]
        GeneratorLoss = fake => -fake.mean([1L]),
        GeneratorPenalty = ReconstructionError,
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other.Changes.Shown is not null
        ? "the discriminator is shown pairs of latent vectors and samples, and the other changes what it is shown"
        : null;

    private Tensor ReconstructionError(Turn turn)
    {
        var error = turn.Latent - turn.Reconstruct(turn.Fake);                                          // [R, B, latent]
        return Lambda * error.square().sum(2).mean([1L]);                                               // [R]
    }

    /// <summary>A draw from N(F(x), σ²I), shape [R, B, latent].</summary>
    private Tensor Reconstructed(Batch batch, Noise noise)
    {
        // F learns from the reconstruction alone, also where the discriminator is looked ahead.
        var mean = batch.Companion(batch.Samples).detach();
        return Deviation == 0 ? mean : mean + (Deviation * noise.Normal("reconstruction", mean.shape));
    }
}
