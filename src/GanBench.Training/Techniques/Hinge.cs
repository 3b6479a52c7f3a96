using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Hinge loss: the discriminator stops caring about samples that lie beyond a margin of 1 on the right side.</summary>
/// <remarks>The slope on the margin itself is 0. More in docs/techniques/hinge.md.</remarks>
public sealed record Hinge : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Hinge loss: samples beyond a margin no longer move the discriminator.";

    /// <inheritdoc/>
    public override Citation Source => new("Geometric GAN", "Lim, Ye", 2017, "1705.02894");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        DiscriminatorLoss = (real, fake) =>
            nn.functional.relu(1 - real).mean([1L])
            + nn.functional.relu(1 + fake).mean([1L]),
        GeneratorLoss = fake => -fake.mean([1L]),
    };
}
