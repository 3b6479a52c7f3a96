using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>
/// Relativistic pairing: the discriminator says which of two samples is the real one, and the generator tries to swap them.
/// </summary>
/// <remarks>Pairs are the real and the generated sample with the same place in their batches. More in docs/techniques/rpgan.md.</remarks>
public sealed record RpGan : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator compares a real with a generated sample instead of judging each alone.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "The relativistic discriminator: a key element missing from standard GAN", "Jolicoeur-Martineau", 2018, "1807.00734");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        DiscriminatorLoss = (real, fake) => nn.functional.softplus(-(real - fake)).mean([1L]),
        GeneratorObjective = turn => nn.functional.softplus(-(turn.FakeLogits - turn.RealLogits)).mean([1L]),
    };
}
