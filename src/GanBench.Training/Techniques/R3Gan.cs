using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Relativistic pairing with penalties on the discriminator's slope at real and at generated samples.</summary>
/// <remarks>
/// D minimises E softplus(-(D(x) - D(G(z)))) + (γ/2) E ‖∇D(x)‖² + (γ/2) E ‖∇D(G(z))‖²; G minimises E softplus(-(D(G(z)) - D(x))), over pairs with
/// the same place in their batches (arXiv:2501.05441, section 2). The authors choose γ for each dataset, from 0.05 (CIFAR-10) to 150
/// (FFHQ 256 x 256); the default here is the 1 of their ImageNet 64 x 64.
/// Departures: this is the paper's loss alone. Its schedules (γ falls to a tenth, the rate from 2e-4 to 5e-5, Adam's second beta rises from
/// 0.9 to 0.99; the first is 0), its running average of the generator's weights, its augmentation and its network are left out.
/// </remarks>
/// <param name="Gamma">γ, weight of both penalties.</param>
public sealed record R3Gan(
    [Setting("weight of both gradient penalties, halved in the loss; 0.05 to 150 in the authors' code", Minimum = 0)] double Gamma = 1) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "The discriminator compares a real with a generated sample and is flattened at both.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "The GAN is dead; long live the GAN! A Modern GAN Baseline", "Huang, Gokaslan, Kuleshov, Tompkin", 2025, "2501.05441");

    /// <inheritdoc/>
    public override bool AllowsBatchNormalisation => false;

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other is R1 or R1R2 ? "it already contains that penalty" : null;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) => nn.functional.softplus(-(real - fake)).mean([1L]);

    /// <inheritdoc/>
    public override Tensor DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise) =>
        Gamma / 2 * R1.MeanSquaredSlope(discriminator, real)
        + Gamma / 2 * R1.MeanSquaredSlope(discriminator, fake);

    /// <inheritdoc/>
    public override Tensor GeneratorObjective(Turn turn) => nn.functional.softplus(-(turn.FakeLogits - turn.RealLogits)).mean([1L]);
}
