using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>A cheap stand-in for <see cref="Unrolled"/>: the generator plays against the discriminator K steps ahead, as if that one were fixed.</summary>
/// <remarks>
/// The gradient of f(θ_G, θ_D^K(θ_G)) is ∂f/∂θ_G + ∂f/∂θ_D^K · dθ_D^K/dθ_G (arXiv:1611.02163, section 2). Unrolled GAN is about the
/// second term: how the discriminator will react to the generator's samples. Some re-implementations leave it out without saying so; here
/// that is a technique of its own under its own name, so that the two can be compared. Everything else is as in <see cref="Unrolled"/>.
/// Departures from the paper: the second term is missing, which is the point; and those of <see cref="Unrolled"/>.
/// </remarks>
/// <param name="LookAhead">K, discriminator steps that are looked ahead.</param>
public sealed record UnrolledFirstOrder(
    [Setting("discriminator steps that the generator looks ahead", Minimum = 1, Maximum = 100)] int LookAhead = 5) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"The generator looks {LookAhead} discriminator step{(LookAhead == 1 ? "" : "s")} ahead and takes the result as fixed: a surrogate of unrolling.";

    /// <inheritdoc/>
    public override Citation Source => new("Unrolled Generative Adversarial Networks", "Metz, Poole, Pfau, Sohl-Dickstein", 2016, "1611.02163");

    /// <inheritdoc/>
    public override Tensor FacedDiscriminator(Turn turn) => turn.DiscriminatorAhead(LookAhead, throughTheSteps: false);
}
