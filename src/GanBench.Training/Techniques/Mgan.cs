using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Several generators that share all but their first layer, and a classifier that they help to tell them apart.</summary>
/// <remarks>
/// D and the classifier C share all but their last layer: outputs 0 and 1 … k. They minimise E softplus(-D(x)) + E softplus(D(G(z))) -
/// E log C_i(G_i(z)); the generators E softplus(-D(G(z))) - β E log C_i(G_i(z)) (arXiv:1708.02556, section 3, and the authors' code).
/// Departures: a batch holds B generated samples in all with a latent vector each, where the authors' generators make 12 each from the same
/// latent vectors for 64 real ones; where a profile normalises over the batch, each generator's samples are normalised on their own, also
/// in shared layers. In the paper's objective β stands before C's own loss too; here it is 1, as in the authors' code.
/// </remarks>
/// <param name="Generators">k, how many generators there are.</param>
/// <param name="Beta">β, weight of the classifier in the generators' loss.</param>
public sealed record Mgan(
    [Setting("how many generators there are; the authors' 10 on images", Minimum = 2, Maximum = 64)] int Generators = 10,
    [Setting("weight of the classifier in the generators' loss; the authors' 0.01 on images", Minimum = 0)] double Beta = 0.01) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"{Generators} generators that share layers, and a classifier that they help to tell them apart.";

    /// <inheritdoc/>
    public override Citation Source => new("Multi-Generator Generative Adversarial Nets", "Hoang, Nguyen, Le, Phung", 2017, "1708.02556");

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        Composition.Changes(other, nameof(DiscriminatorPenalty)) ? "the discriminator has several answers, and a penalty on its slope does not say in which"
        : other.SamplesPerInput > 1 ? "the samples of one input come from several generators, and the discriminator has to name one"
        : null;

    /// <inheritdoc/>
    public override Network Generator(NetworkChoice networks) => new Mixture(networks.Generator(), Generators, ownLayers: "hidden-1.");

    /// <inheritdoc/>
    public override Network Discriminator(NetworkChoice networks) => networks.Discriminator(outputs: 1 + Generators);

    /// <inheritdoc/>
    public override Tensor RealScore(Tensor outputs) => Logits(outputs);

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        nn.functional.softplus(-Logits(real)).mean([1L])
        + nn.functional.softplus(Logits(fake)).mean([1L])
        - LogOrigin(fake).mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) =>
        nn.functional.softplus(-Logits(fake)).mean([1L])
        - (Beta * LogOrigin(fake).mean([1L]));

    /// <summary>D's logits, shape [R, B].</summary>
    private static Tensor Logits(Tensor outputs) => outputs.narrow(2, 0, 1).squeeze(2);

    /// <summary>log C_i of each sample's own generator i, shape [R, B].</summary>
    private Tensor LogOrigin(Tensor outputs) =>
        (nn.functional.log_softmax(outputs.narrow(2, 1, Generators), 2) * Mixture.Origins(outputs.size(1), Generators)).sum(2);
}
