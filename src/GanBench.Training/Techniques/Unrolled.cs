using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>
/// The generator plays against the discriminator that would stand there after K more of its steps, and knows how these steps depend on its
/// samples.
/// </summary>
/// <remarks>
/// θ_D^(k+1) = θ_D^k - step(∇ L_D(θ_D^k, θ_G)), k = 0 … K-1; the gradient of G's loss at θ_D^K flows through all K steps: second order.
/// More in docs/techniques/unrolled.md.
/// </remarks>
/// <param name="LookAhead">K, discriminator steps that are looked ahead.</param>
public sealed record Unrolled(
    [Setting("discriminator steps that the generator looks ahead", Minimum = 1, Maximum = 100)] int LookAhead = 5) : Technique
{
    /// <inheritdoc/>
    public override string Summary => LookAhead == 1
        ? "The generator looks 1 discriminator step ahead and differentiates through it."
        : $"The generator looks {LookAhead} discriminator steps ahead and differentiates through them.";

    /// <inheritdoc/>
    public override Citation Source =>
        new("Unrolled Generative Adversarial Networks", "Metz, Poole, Pfau, Sohl-Dickstein", 2016, "1611.02163");

    /// <inheritdoc/>
    public override Changes Changes => new() { FacedDiscriminator = turn => turn.DiscriminatorAhead(LookAhead, throughTheSteps: true) };
}
