using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>
/// The discriminator sees samples with Gaussian noise on them, so that real and generated samples overlap from the start.
/// </summary>
/// <remarks>
/// D sees x + s ε, ε ~ N(0, I), with s = σ (1 - t), t the share of the run's generator updates that are done. More in
/// docs/techniques/instance-noise.md, and in docs/techniques/instance-noise-real.md of noise on real samples only, an ablation.
/// </remarks>
/// <param name="Sigma">σ, standard deviation of the noise at the start, in the data's unit.</param>
/// <param name="OnGenerated">Whether generated samples get noise too, or real samples only.</param>
public sealed record InstanceNoise(
    [Setting(
        "standard deviation of the noise at the start of the run, in the data's unit; it falls to 0 along a straight line", Minimum = 0)]
    double Sigma = 0.1,
    [Setting("whether generated samples get noise too")] bool OnGenerated = true) : Technique
{
    /// <inheritdoc/>
    public override string Summary => OnGenerated
        ? "The discriminator sees real and generated samples with Gaussian noise that fades over the run."
        : "The discriminator sees real samples with Gaussian noise that fades over the run; an ablation of instance-noise.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Amortised MAP Inference for Image Super-resolution", "Sønderby, Caballero, Theis, Shi, Huszár", 2016, "1610.04490");

    /// <inheritdoc/>
    public override Changes Changes => new() { Shown = WithNoise };

    private Tensor WithNoise(Batch batch, Noise noise)
    {
        if (!batch.IsReal && !OnGenerated) return batch.Samples;
        var s = Sigma * (1 - batch.Progress);
        var epsilon = noise.Normal(batch.IsReal ? "real" : "fake", batch.Samples.shape);       // [R, B, d]
        return batch.Samples + s * epsilon;
    }
}
