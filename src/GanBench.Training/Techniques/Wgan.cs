using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Wasserstein loss with a critic whose parameters are clipped to a small cube, which bounds its slope.</summary>
/// <remarks>w := clip(w, -c, c) after each of the critic's steps. More in docs/techniques/wgan.md.</remarks>
/// <param name="Clip">c, half the edge of the cube.</param>
public sealed record Wgan(
    [Setting("largest size of a critic parameter", Minimum = 1e-6, Maximum = 1000)] double Clip = 0.01) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Wasserstein loss with a critic whose weights are clipped.";

    /// <inheritdoc/>
    public override Citation Source => new("Wasserstein GAN", "Arjovsky, Chintala, Bottou", 2017, "1701.07875");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None
            .Add("discriminator-steps", 5)
            .Add("optimiser", "rmsprop").Add("rate", 5e-5).Add("decay", 0.99).Add("epsilon", 1e-8),
        DiscriminatorLoss = (real, fake) => fake.mean([1L]) - real.mean([1L]),
        GeneratorLoss = fake => -fake.mean([1L]),
        AfterDiscriminatorStep = ClipParameters,
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other.Changes switch
    {
        { GeneratorOptimiser: not null } or { DiscriminatorOptimiser: not null } => "both say how the networks are updated",
        { DiscriminatorWeights: not null } => "weights that are normalised do not feel the clipping",
        { FacedDiscriminator: not null } => "steps that are only looked ahead are not clipped",
        _ => null,
    };

    private void ClipParameters(ParameterLayout layout, Tensor parameters)
    {
        using var _ = no_grad();
        var views = layout.Views(parameters);
        for (var i = 0; i < views.Length; i++)
        {
            // What a layer only remembers, such as the vectors of a power iteration, is no parameter of the critic.
            if (layout.Blocks[i].Trained) views[i].copy_(views[i].clamp(-Clip, Clip));
        }
    }
}
