using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>The baseline's loss with a penalty on the discriminator's slope at real and at generated samples.</summary>
/// <remarks>R₁ + R₂ = (γ/2) E ‖∇D(x)‖² + (γ/2) E ‖∇D(G(z))‖². More in docs/techniques/r1-r2.md.</remarks>
/// <param name="Gamma">γ, weight of both penalties.</param>
public sealed record R1R2(
    [Setting("weight of both gradient penalties, halved in the loss; the authors' code has no half, its 10 is 20 here", Minimum = 0)]
    double Gamma = 10) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Gradient penalty that flattens the discriminator at real and at generated samples.";

    /// <inheritdoc/>
    public override Citation Source => new R1().Source;

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        DiscriminatorPenalty = (discriminator, real, fake, _) =>
            Gamma / 2 * R1.MeanSquaredSlope(discriminator, real)
            + Gamma / 2 * R1.MeanSquaredSlope(discriminator, fake),
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other is R1 ? "it already contains that penalty" : null;
}
