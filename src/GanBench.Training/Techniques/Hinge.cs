using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Hinge loss: the discriminator stops caring about samples that lie beyond a margin of 1 on the right side.</summary>
/// <remarks>
/// D minimises E max(0, 1 - D(x)) + E max(0, 1 + D(G(z))); G minimises -E D(G(z)) (arXiv:1705.02894; arXiv:1802.05957, equations 16 and
/// 17, made it common). The slope on the margin itself is 0.
/// Departures: the first paper derives the loss from a support vector machine and so from a penalty on the last layer's weights too; here, as
/// in the second, there is none. The second takes 5 discriminator steps and betas 0, 0.9; here 1 step and the network profile's Adam, so that
/// only the loss differs.
/// </remarks>
public sealed record Hinge : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Hinge loss: samples beyond a margin no longer move the discriminator.";

    /// <inheritdoc/>
    public override Citation Source => new("Geometric GAN", "Lim, Ye", 2017, "1705.02894");

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        nn.functional.relu(1 - real).mean([1L])
        + nn.functional.relu(1 + fake).mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -fake.mean([1L]);
}
