using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The generator is rewarded when different latent vectors give different samples.</summary>
/// <remarks>
/// Adds λ / (E |G(z₁) - G(z₂)| / E |z₁ - z₂| + ε) to the generator's loss, means over the batch and over the numbers of a sample or latent
/// vector. More in docs/techniques/mode-seeking.md.
/// </remarks>
/// <param name="Lambda">λ, weight of the term.</param>
/// <param name="Epsilon">ε, keeps the term finite at λ / ε when all samples are equal.</param>
public sealed record ModeSeeking(
    [Setting("weight of the term", Minimum = 0)] double Lambda = 1,
    [Setting("added to the ratio of distances, so that equal samples cost a finite weight / epsilon", Minimum = 1e-10)]
    double Epsilon = 1e-5) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The generator is rewarded when different latent vectors give different samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Mode Seeking Generative Adversarial Networks for Diverse Image Synthesis", "Mao, Lee, Tseng, Ma, Yang", 2019, "1903.05628");

    /// <inheritdoc/>
    public override Changes Changes => new() { GeneratorPenalty = SamenessPenalty };

    private Tensor SamenessPenalty(Turn turn)
    {
        var (latent, samples) = turn.AnotherBatch();
        var ratio = Distance(turn.Fake, samples) / Distance(turn.Latent, latent);
        return Lambda / (ratio + Epsilon);

        static Tensor Distance(Tensor first, Tensor second) => (first - second).abs().mean([1L, 2L]);     // [R]
    }
}
