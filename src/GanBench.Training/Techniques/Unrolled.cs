using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The generator plays against the discriminator that would stand there after K more of its steps, and knows how these steps depend on its samples.</summary>
/// <remarks>
/// θ_D^(k+1) = θ_D^k - step(∇ L_D(θ_D^k, θ_G)), k = 0 … K-1; the generator minimises its own loss at θ_D^K, and its gradient flows through
/// all K steps: second order (arXiv:1611.02163, section 2.2). The step is the discriminator's own optimiser, whose running averages are
/// part of the graph; all K steps see the batches of this update. The discriminator itself makes one ordinary step.
/// Departures: the paper's generator maximises the discriminator's loss; here it keeps the baseline's non-saturating loss. The authors'
/// demo unrolls Adam at its own rate of 1e-4, ten times below the generator's; here both rates come from the network profile.
/// </remarks>
/// <param name="LookAhead">K, discriminator steps that are looked ahead; the paper tries 1, 5 and 10.</param>
public sealed record Unrolled(
    [Setting("discriminator steps that the generator looks ahead", Minimum = 1, Maximum = 100)] int LookAhead = 5) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"The generator looks {LookAhead} discriminator step{(LookAhead == 1 ? "" : "s")} ahead and differentiates through {(LookAhead == 1 ? "it" : "them")}.";

    /// <inheritdoc/>
    public override Citation Source => new("Unrolled Generative Adversarial Networks", "Metz, Poole, Pfau, Sohl-Dickstein", 2016, "1611.02163");

    /// <inheritdoc/>
    public override Tensor FacedDiscriminator(Turn turn) => turn.DiscriminatorAhead(LookAhead, throughTheSteps: true);
}
