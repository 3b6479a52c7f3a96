using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Wasserstein loss with a gradient penalty that pulls the critic's slope to 1 between real and generated samples.</summary>
/// <remarks>
/// Critic: E D(G(z)) - E D(x) + λ E (‖∇D(x̂)‖ - 1)², x̂ = ε x + (1 - ε) G(z), ε uniform per sample; generator: -E D(G(z))
/// (arXiv:1704.00028, algorithm 1). The authors take λ = 10 on images and 0.1 on 2-D toy data.
/// Departures: Adam's settings come from the network profile (the authors': 1e-4, 0, 0.9 in the paper; 0.5, 0.9 in their toy and MNIST
/// code). None known from the loss; no ε inside the root, and the slope of the norm at 0 is 0.
/// </remarks>
/// <param name="Lambda">λ, weight of the penalty.</param>
/// <param name="DiscriminatorSteps">Critic updates per generator update; the authors' 5.</param>
public sealed record WganGp(
    [Setting("weight of the gradient penalty; 10 for images and 0.1 for 2-D points in the authors' code", Minimum = 0)] double Lambda = 10,
    [Setting("critic updates per generator update", Minimum = 1, Maximum = 1000)] int DiscriminatorSteps = 5) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Wasserstein loss with a gradient penalty on lines between real and generated samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Improved Training of Wasserstein GANs", "Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville", 2017, "1704.00028");

    /// <inheritdoc/>
    public override int DiscriminatorStepsPerGeneratorStep => DiscriminatorSteps;

    /// <inheritdoc/>
    public override bool AllowsBatchNormalisation => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) => fake.mean([1L]) - real.mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -fake.mean([1L]);

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        Composition.Changes(other, nameof(DiscriminatorPenalty)) ? "each asks for another slope of the discriminator" : null;

    /// <inheritdoc/>
    public override Tensor DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise)
    {
        var epsilon = noise.Uniform("interpolation", real.size(0), real.size(1), 1);           // [R, B, 1]
        var between = (epsilon * real + (1 - epsilon) * fake).requires_grad_();                // [R, B, d]
        var gradient = autograd.grad([discriminator(between).sum()], [between], retain_graph: true, create_graph: true)[0];
        var slope = gradient.norm(dim: 2);                                                     // [R, B]
        return Lambda * (slope - 1).square().mean([1L]);                                       // [R]
    }
}
