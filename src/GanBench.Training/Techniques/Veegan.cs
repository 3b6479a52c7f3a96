using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>A third network maps samples back to latent vectors; the discriminator sees pairs of both.</summary>
/// <remarks>
/// D, high on real pairs: E softplus(-D(z_x, x)) + E softplus(D(z, G(z))) with z_x ~ N(F(x), σ²I). G and F: -E D(z, G(z)) +
/// λ E ‖z - F(G(z))‖², the sum over the latent dimensions (arXiv:1705.07761, algorithm 1). F learns from the second term alone. The paper's D
/// is the logit that a pair was generated; ours is its negative. Departures: none known from the algorithm. The authors' code for 2-D points
/// takes the Gaussian likelihood for the distance, which is λ = 1/2, and adds a noise input to the generator; another code of theirs trains F
/// on D's answer to real pairs as well.
/// </remarks>
/// <param name="Lambda">λ, weight of the reconstruction.</param>
/// <param name="Deviation">σ, standard deviation of reconstructed latent vectors of real samples.</param>
public sealed record Veegan(
    [Setting("weight of the reconstruction of latent vectors", Minimum = 0)] double Lambda = 1,
    [Setting("standard deviation of the noise on latent vectors that belong to real samples; the authors' 1", Minimum = 0)] double Deviation = 1) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "A reconstructor maps samples back to latent vectors, and the discriminator sees pairs of both.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning", "Srivastava, Valkov, Russell, Gutmann, Sutton", 2017, "1705.07761");

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        Composition.Changes(other, nameof(Shown)) ? "the discriminator is shown pairs of latent vectors and samples, and the other changes what it is shown" : null;

    /// <inheritdoc/>
    public override Network Companion(NetworkChoice networks) => networks.Reconstructor();

    /// <inheritdoc/>
    public override ImmutableArray<int> ShownShape(ImmutableArray<int> sampleShape, int latentDimension) =>
        [latentDimension + sampleShape.Aggregate(1, (product, size) => product * size)];

    /// <inheritdoc/>
    public override Tensor Shown(Batch batch, Noise noise) =>
        cat([batch.Latent ?? Reconstructed(batch, noise), batch.Samples], dim: 2);                     // [R, B, latent + d]

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -fake.mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorPenalty(Turn turn)
    {
        var error = turn.Latent - turn.Reconstruct(turn.Fake);                                          // [R, B, latent]
        return Lambda * error.square().sum(2).mean([1L]);                                               // [R]
    }

    /// <summary>A draw from N(F(x), σ²I), shape [R, B, latent].</summary>
    private Tensor Reconstructed(Batch batch, Noise noise)
    {
        var mean = batch.Companion(batch.Samples).detach();   // F learns from the reconstruction alone, also where the discriminator is looked ahead
        return Deviation == 0 ? mean : mean + (Deviation * noise.Normal("reconstruction", mean.shape));
    }
}
