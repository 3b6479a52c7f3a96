using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>
/// Relativistic pairing, as <see cref="RpGan"/>, with penalties on the slope at real and at generated samples, as <see cref="R1R2"/>.
/// </summary>
/// <remarks>More in docs/techniques/r3gan.md.</remarks>
/// <param name="Gamma">γ, weight of both penalties.</param>
public sealed record R3Gan(
    [Setting("weight of both gradient penalties, halved in the loss; 0.05 to 150 in the authors' code", Minimum = 0)]
    double Gamma = 1) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator compares a real with a generated sample and is flattened at both.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "The GAN is dead; long live the GAN! A Modern GAN Baseline", "Huang, Gokaslan, Kuleshov, Tompkin", 2025, "2501.05441");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        DiscriminatorLoss = (real, fake) => nn.functional.softplus(-(real - fake)).mean([1L]),
        DiscriminatorPenalty = (discriminator, real, fake, _) =>
            Gamma / 2 * R1.MeanSquaredSlope(discriminator, real)
            + Gamma / 2 * R1.MeanSquaredSlope(discriminator, fake),
        GeneratorObjective = turn => nn.functional.softplus(-(turn.FakeLogits - turn.RealLogits)).mean([1L]),
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other is R1 or R1R2 ? "it already contains that penalty" : null;
}
