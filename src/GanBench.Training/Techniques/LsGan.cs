using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Least squares: logits are pulled to 1 on real samples and to 0 on generated ones, however right they already are.</summary>
/// <remarks>More in docs/techniques/lsgan.md.</remarks>
public sealed record LsGan : Technique
{
    /// <summary>a, what the discriminator says of generated samples.</summary>
    private const double A = 0;

    /// <summary>b, what the discriminator says of real samples.</summary>
    private const double B = 1;

    /// <summary>c, what the generator wants the discriminator to say of its samples.</summary>
    private const double C = 1;

    /// <inheritdoc/>
    public override string Summary => "Least-squares loss on logits.";

    /// <inheritdoc/>
    public override Citation Source =>
        new("Least Squares Generative Adversarial Networks", "Mao, Li, Xie, Lau, Wang, Smolley", 2016, "1611.04076");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        DiscriminatorLoss = (real, fake) =>
            0.5 * (real - B).square().mean([1L])
            + 0.5 * (fake - A).square().mean([1L]),
        GeneratorLoss = fake => 0.5 * (fake - C).square().mean([1L]),
    };
}
