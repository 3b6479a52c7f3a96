using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>The baseline's loss with a gradient penalty that pulls the discriminator's slope to 1 around real samples.</summary>
/// <remarks>
/// λ E (‖∇D(x + u)‖ - 1)² with u = a · ½ s · U, U uniform in [0, 1) per number, a uniform in [0, 1) per sample and s the standard deviation
/// of all numbers of the batch. More in docs/techniques/dragan.md.
/// </remarks>
/// <param name="Lambda">λ, weight of the penalty; the authors' 10.</param>
public sealed record Dragan([Setting("weight of the gradient penalty", Minimum = 0)] double Lambda = 10) : Technique
{
    /// <summary>Largest perturbation, in standard deviations of the batch.</summary>
    private const double Reach = 0.5;

    /// <inheritdoc/>
    public override string Summary => "Gradient penalty that pulls the discriminator's slope to 1 around real samples.";

    /// <inheritdoc/>
    public override Citation Source => new("On Convergence and Stability of GANs", "Kodali, Abernethy, Hays, Kira", 2017, "1705.07215");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        DiscriminatorPenalty = SlopePenalty,
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        other.Changes.DiscriminatorPenalty is not null ? "each asks for another slope of the discriminator" : null;

    private Tensor SlopePenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise)
    {
        var (replicas, batch, dimension) = (real.size(0), real.size(1), real.size(2));
        var amount = noise.Uniform("amount", replicas, batch, 1);                               // a: [R, B, 1]
        var direction = noise.Uniform("direction", replicas, batch, dimension);                 // U: [R, B, d]
        var deviation = real.std([1L, 2L], unbiased: false, keepdim: true);                     // s: [R, 1, 1]
        var around = (real + amount * (Reach * deviation * direction)).detach().requires_grad_();
        var gradient = autograd.grad([discriminator(around).sum()], [around], retain_graph: true, create_graph: true)[0];
        var slope = gradient.norm(dim: 2);                                                      // [R, B]
        return Lambda * (slope - 1).square().mean([1L]);                                        // [R]
    }
}
