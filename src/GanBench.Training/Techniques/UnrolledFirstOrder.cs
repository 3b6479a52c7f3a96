using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>
/// A cheap stand-in for <see cref="Unrolled"/>: the generator plays against the discriminator K steps ahead, as if that one were fixed.
/// </summary>
/// <remarks>
/// Of the gradient ∂f/∂θ_G + ∂f/∂θ_D^K · dθ_D^K/dθ_G of f(θ_G, θ_D^K(θ_G)) the second term is left out. More in
/// docs/techniques/unrolled-first-order.md.
/// </remarks>
/// <param name="LookAhead">K, discriminator steps that are looked ahead.</param>
public sealed record UnrolledFirstOrder(
    [Setting("discriminator steps that the generator looks ahead", Minimum = 1, Maximum = 100)] int LookAhead = 5) : Technique
{
    /// <inheritdoc/>
    public override string Summary =>
        $"The generator looks {LookAhead} discriminator step{(LookAhead == 1 ? "" : "s")} ahead and takes the result as fixed: "
        + "a surrogate of unrolling.";

    /// <inheritdoc/>
    public override Citation Source => new Unrolled().Source;

    /// <inheritdoc/>
    public override Changes Changes => new() { FacedDiscriminator = turn => turn.DiscriminatorAhead(LookAhead, throughTheSteps: false) };
}
