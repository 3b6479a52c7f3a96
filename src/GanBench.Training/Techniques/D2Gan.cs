using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Two discriminators: one rewards real samples, the other generated ones, and the generator answers to both.</summary>
/// <remarks>
/// With D₁, D₂ > 0 (softplus of logits), the discriminators minimise -α E log D₁(x) + E D₁(G(z)) + E D₂(x) - β E log D₂(G(z)) and the
/// generator -E D₁(G(z)) + β E log D₂(G(z)). More in docs/techniques/d2gan.md.
/// </remarks>
/// <param name="Alpha">α, weight of the first discriminator's logarithm.</param>
/// <param name="Beta">β, weight of the second discriminator's logarithm.</param>
public sealed record D2Gan(
    [Setting("weight of the logarithm of the discriminator that rewards real samples; the authors' 1 on 2-D points", Minimum = 0)]
    double Alpha = 1,
    [Setting("weight of the logarithm of the discriminator that rewards generated samples; the authors' 1 on 2-D points", Minimum = 0)]
    double Beta = 1) : Technique
{
    /// <summary>Below this logit, log(softplus(x)) is x to float32's last bit.</summary>
    private const double Linear = -20;

    /// <inheritdoc/>
    public override string Summary => "Two discriminators with opposite rewards, for KL and reverse KL at once.";

    /// <inheritdoc/>
    public override Citation Source => new("Dual Discriminator Generative Adversarial Nets", "Nguyen, Le, Vu, Phung", 2017, "1709.03831");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Discriminator = networks => new SideBySide(networks.Discriminator(), 2),
        DiscriminatorLoss = (real, fake) =>
            (-Alpha * LogPositive(First(real)).mean([1L]))
            + Positive(First(fake)).mean([1L])
            + Positive(Second(real)).mean([1L])
            - (Beta * LogPositive(Second(fake)).mean([1L])),
        GeneratorLoss = fake =>
            -Positive(First(fake)).mean([1L])
            + (Beta * LogPositive(Second(fake)).mean([1L])),

        // D₁ is high on real samples, D₂ on generated ones; at their optima this is 2 log(p_data / p_G) and a constant.
        RealScore = outputs => LogPositive(First(outputs)) - LogPositive(Second(outputs)),
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other.Changes.DiscriminatorPenalty is not null
        ? "its two discriminators want opposite answers, and a penalty on the slope of one discriminator does not say of which"
        : null;

    /// <summary>The first discriminator's logits, shape [R, B].</summary>
    private static Tensor First(Tensor logits) => logits.narrow(2, 0, 1).squeeze(2);

    /// <summary>The second discriminator's logits, shape [R, B].</summary>
    private static Tensor Second(Tensor logits) => logits.narrow(2, 1, 1).squeeze(2);

    private static Tensor Positive(Tensor logits) => nn.functional.softplus(logits);

    private static Tensor LogPositive(Tensor logits) => where(logits > Linear, Positive(logits.clamp(min: Linear)).log(), logits);
}
