using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Relativistic pairing: the discriminator says which of two samples is the real one, and the generator tries to swap them.</summary>
/// <remarks>
/// D minimises E softplus(-(D(x) - D(G(z)))); G minimises E softplus(-(D(G(z)) - D(x))) (arXiv:1807.00734, section 4.1, RSGAN), over pairs of the
/// real and the generated sample with the same place in their batches. The real batch of the generator's update is its own, and constant.
/// Departures: Adam's settings come from the network profile (the author tries several). None known from the loss.
/// </remarks>
public sealed record RpGan : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "The discriminator compares a real with a generated sample instead of judging each alone.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "The relativistic discriminator: a key element missing from standard GAN", "Jolicoeur-Martineau", 2018, "1807.00734");

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) => nn.functional.softplus(-(real - fake)).mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorObjective(Turn turn) => nn.functional.softplus(-(turn.FakeLogits - turn.RealLogits)).mean([1L]);
}
