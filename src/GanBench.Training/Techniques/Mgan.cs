using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Several generators that share all but their first layer, and a classifier that they help to tell them apart.</summary>
/// <remarks>
/// D and the classifier C share all but their last layer: outputs 0 and 1 … k. They minimise E softplus(-D(x)) + E softplus(D(G(z))) -
/// E log C_i(G_i(z)); the generators E softplus(-D(G(z))) - β E log C_i(G_i(z)). More in docs/techniques/mgan.md.
/// </remarks>
/// <param name="Generators">k, how many generators there are.</param>
/// <param name="Beta">β, weight of the classifier in the generators' loss.</param>
public sealed record Mgan(
    [Setting("how many generators there are; the authors' 10 on images", Minimum = 2, Maximum = 64)] int Generators = 10,
    [Setting("weight of the classifier in the generators' loss; the authors' 0.01 on images", Minimum = 0)] double Beta = 0.01) : Technique
{
    /// <inheritdoc/>
    public override string Summary => $"{Generators} generators that share layers, and a classifier that they help to tell them apart.";

    /// <inheritdoc/>
    public override Citation Source => new("Multi-Generator Generative Adversarial Nets", "Hoang, Nguyen, Le, Phung", 2017, "1708.02556");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Generator = networks => new Mixture(networks.Generator(), Generators, ownLayers: "hidden-1."),
        Discriminator = networks => networks.Discriminator(outputs: 1 + Generators),
        DiscriminatorLoss = (real, fake) =>
            nn.functional.softplus(-Logits(real)).mean([1L])
            + nn.functional.softplus(Logits(fake)).mean([1L])
            - LogOrigin(fake).mean([1L]),
        GeneratorLoss = fake =>
            nn.functional.softplus(-Logits(fake)).mean([1L])
            - (Beta * LogOrigin(fake).mean([1L])),
        RealScore = Logits,
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => new MadGan().ConflictWith(other);

    /// <summary>D's logits, shape [R, B].</summary>
    private static Tensor Logits(Tensor outputs) => outputs.narrow(2, 0, 1).squeeze(2);

    /// <summary>log C_i of each sample's own generator i, shape [R, B].</summary>
    private Tensor LogOrigin(Tensor outputs) =>
        (nn.functional.log_softmax(outputs.narrow(2, 1, Generators), 2) * Mixture.Origins(outputs.size(1), Generators)).sum(2);
}
