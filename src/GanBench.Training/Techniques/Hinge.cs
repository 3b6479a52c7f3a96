using GanBench.Experiments;

namespace GanBench.Training.Techniques;

/// <summary>Hinge loss: the discriminator stops caring about samples that lie beyond a margin of 1 on the right side.</summary>
/// <remarks>
/// D minimises E max(0, 1 - D(x)) + E max(0, 1 + D(G(z))); G minimises -E D(G(z)) (arXiv:1705.02894, section 3; arXiv:1802.05957,
/// equations 16 and 17, made it common). The slope on the margin itself is 0.
/// Departures: Geometric GAN adds weight decay to the discriminator, the margin of a support vector machine; here as in the later work there
/// is none. That work takes 5 discriminator steps and betas 0, 0.9; here 1 step and the network profile's Adam, so that only the loss differs.
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
