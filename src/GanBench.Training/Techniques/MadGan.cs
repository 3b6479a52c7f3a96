using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Several generators; the discriminator has to say which of them made a sample, so they drift apart.</summary>
/// <remarks>
/// D has k + 1 outputs under a softmax, the last for real data. D: -E log D_{k+1}(x) - Σ_i E log D_i(G_i(z)); G: -E log D_{k+1}(G(z)). More
/// in docs/techniques/mad-gan.md.
/// </remarks>
/// <param name="Generators">k, how many generators there are.</param>
public sealed record MadGan([Setting("how many generators there are", Minimum = 2, Maximum = 64)] int Generators = 4) : Technique
{
    /// <inheritdoc/>
    public override string Summary => $"{Generators} generators, and a discriminator that has to say which of them made a sample.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Multi-Agent Diverse Generative Adversarial Networks", "Ghosh, Kulharia, Namboodiri, Torr, Dokania", 2017, "1704.02906");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Generator = networks => new Mixture(networks.Generator(), Generators),
        Discriminator = networks => networks.Discriminator(outputs: Generators + 1),
        DiscriminatorLoss = (real, fake) =>
            -LogReal(real).mean([1L])
            - (Generators * LogOrigin(fake).mean([1L])),
        GeneratorLoss = fake => -LogReal(fake).mean([1L]),

        // The log-odds of the answer "real", log D_{k+1} - log(1 - D_{k+1}), which do not saturate as the probability does.
        RealScore = outputs => outputs.narrow(2, Generators, 1).squeeze(2) - outputs.narrow(2, 0, Generators).logsumexp(2),
    };

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) => other.Changes switch
    {
        { DiscriminatorPenalty: not null } => "the discriminator has several answers, and a penalty on its slope does not say in which",
        { SamplesPerInput: > 1 } => "the samples of one input come from several generators, and the discriminator has to name one",
        _ => null,
    };

    /// <summary>log D_{k+1}, shape [R, B].</summary>
    private Tensor LogReal(Tensor logits) => nn.functional.log_softmax(logits, 2).narrow(2, Generators, 1).squeeze(2);

    /// <summary>log D_i of each sample's own generator i, shape [R, B].</summary>
    private Tensor LogOrigin(Tensor logits) =>
        (nn.functional.log_softmax(logits, 2).narrow(2, 0, Generators) * Mixture.Origins(logits.size(1), Generators)).sum(2);
}
