using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The non-saturating game: the baseline that every other technique changes. More in docs/techniques/ns-gan.md.</summary>
public sealed record NsGan : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Non-saturating loss; the baseline.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Generative Adversarial Networks",
        "Goodfellow, Pouget-Abadie, Mirza, Xu, Warde-Farley, Ozair, Courville, Bengio",
        2014,
        "1406.2661");

    /// <inheritdoc/>
    public override Changes Changes => Changes.None;

    /// <summary>E softplus(-D(x)) + E softplus(D(G(z))): the logit form of -log D and -log(1 - D).</summary>
    internal static Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        nn.functional.softplus(-real).mean([1L])
        + nn.functional.softplus(fake).mean([1L]);

    /// <summary>E softplus(-D(G(z))), the "log D trick".</summary>
    internal static Tensor GeneratorLoss(Tensor fake) => nn.functional.softplus(-fake).mean([1L]);
}
