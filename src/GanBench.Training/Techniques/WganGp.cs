using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>Wasserstein loss with a gradient penalty that pulls the critic's slope to 1 between real and generated samples.</summary>
/// <remarks>Penalty: λ E (‖∇D(x̂)‖ - 1)² at x̂ = ε x + (1 - ε) G(z), ε uniform per sample. More in docs/techniques/wgan-gp.md.</remarks>
/// <param name="Lambda">λ, weight of the penalty.</param>
public sealed record WganGp(
    [Setting("weight of the gradient penalty; 10 for images and 0.1 for 2-D points in the authors' code", Minimum = 0)]
    double Lambda = 10) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Wasserstein loss with a gradient penalty on lines between real and generated samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Improved Training of Wasserstein GANs", "Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville", 2017, "1704.00028");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator-steps", 5).Add("discriminator.batch-normalisation", "none"),
        DiscriminatorLoss = (real, fake) => fake.mean([1L]) - real.mean([1L]),
        DiscriminatorPenalty = SlopePenalty,
        GeneratorLoss = fake => -fake.mean([1L]),
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        other.Changes.DiscriminatorPenalty is not null ? "each asks for another slope of the discriminator" : null;

    private Tensor SlopePenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise)
    {
        var epsilon = noise.Uniform("interpolation", real.size(0), real.size(1), 1);           // [R, B, 1]
        var between = (epsilon * real + (1 - epsilon) * fake).requires_grad_();                // [R, B, d]
        var gradient = autograd.grad([discriminator(between).sum()], [between], retain_graph: true, create_graph: true)[0];
        var slope = gradient.norm(dim: 2);                                                     // [R, B]; its own slope at 0 is 0
        return Lambda * (slope - 1).square().mean([1L]);                                       // [R]
    }
}
