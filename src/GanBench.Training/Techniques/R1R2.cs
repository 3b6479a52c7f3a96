using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The baseline's loss with a penalty on the discriminator's slope at real and at generated samples.</summary>
/// <remarks>
/// R₁ + R₂ = (γ/2) E ‖∇D(x)‖² + (γ/2) E ‖∇D(G(z))‖² is added to the discriminator's loss (arXiv:1801.04406, equations 9 and 10; one γ for both, as
/// in arXiv:2501.05441).
/// Departures from the authors' code: as for <see cref="R1"/>, there is no ½ in theirs (<c>reg_type: real_fake</c>), so its 10 is γ = 20 here.
/// From the paper: it tries each penalty on its own; their sum is the authors' code's.
/// </remarks>
/// <param name="Gamma">γ, weight of both penalties.</param>
public sealed record R1R2(
    [Setting("weight of both gradient penalties, halved in the loss; the authors' code has no half, its 10 is 20 here", Minimum = 0)] double Gamma = 10) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Gradient penalty that flattens the discriminator at real and at generated samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Which Training Methods for GANs do actually Converge?", "Mescheder, Geiger, Nowozin", 2018, "1801.04406");

    /// <inheritdoc/>
    public override bool AllowsBatchNormalisation => false;

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other is R1 ? "it already contains that penalty" : null;

    /// <inheritdoc/>
    public override Tensor DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise) =>
        Gamma / 2 * R1.MeanSquaredSlope(discriminator, real)
        + Gamma / 2 * R1.MeanSquaredSlope(discriminator, fake);
}
