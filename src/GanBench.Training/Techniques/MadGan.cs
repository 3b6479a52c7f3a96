using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Several generators; the discriminator has to say which of them made a sample, so they drift apart.</summary>
/// <remarks>
/// D has k + 1 outputs under a softmax, the last for real data. D: -E log D_{k+1}(x) - Σ_i E log D_i(G_i(z)); G: -E log D_{k+1}(G(z))
/// (arXiv:1704.02906, section 4; the generator's loss in the non-saturating form of the authors' code).
/// Departures: each generator has all its layers for itself, where the authors share some; a batch holds B generated samples in all with a
/// latent vector each, where the authors generate B with each generator, from the same latent vectors.
/// </remarks>
/// <param name="Generators">k, how many generators there are.</param>
public sealed record MadGan([Setting("how many generators there are", Minimum = 2, Maximum = 64)] int Generators = 4) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"{Generators} generators, and a discriminator that has to say which of them made a sample.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Multi-Agent Diverse Generative Adversarial Networks", "Ghosh, Kulharia, Namboodiri, Torr, Dokania", 2017, "1704.02906");

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other) =>
        Composition.Changes(other, nameof(DiscriminatorPenalty)) ? "the discriminator has several answers, and a penalty on its slope does not say in which"
        : other.SamplesPerInput > 1 ? "the samples of one input come from several generators, and the discriminator has to name one"
        : null;

    /// <inheritdoc/>
    public override Network Generator(NetworkChoice networks) => new Mixture(networks.Generator(), Generators);

    /// <inheritdoc/>
    public override Network Discriminator(NetworkChoice networks) => networks.Discriminator(outputs: Generators + 1);

    /// <inheritdoc/>
    /// <remarks>The log-odds of the answer "real", log D_{k+1} - log(1 - D_{k+1}), which do not saturate as the probability does.</remarks>
    public override Tensor RealScore(Tensor outputs) =>
        outputs.narrow(2, Generators, 1).squeeze(2) - outputs.narrow(2, 0, Generators).logsumexp(2);

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake)
    {
        var itsGenerator = nn.functional.log_softmax(fake, 2).narrow(2, 0, Generators) * Mixture.Origins(fake.size(1), Generators);
        return -LogReal(real).mean([1L])
            - (Generators * itsGenerator.sum(2).mean([1L]));
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -LogReal(fake).mean([1L]);

    /// <summary>log D_{k+1}, shape [R, B].</summary>
    private Tensor LogReal(Tensor logits) => nn.functional.log_softmax(logits, 2).narrow(2, Generators, 1).squeeze(2);
}
