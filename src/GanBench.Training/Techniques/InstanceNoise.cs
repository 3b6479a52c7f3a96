using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator sees samples with Gaussian noise on them, so that real and generated samples overlap from the start.</summary>
/// <remarks>
/// D sees x + s ε, ε ~ N(0, I), on both sides: it compares p_data * N(0, s²) with p_G * N(0, s²), whose supports overlap and which are equal
/// just where p_data = p_G (arXiv:1610.04490, appendix; the same proposal in arXiv:1701.04862, section 3). The noise fades:
/// s = σ (1 - t), t the share of the run's generator updates that are done. Fresh noise for every update of either side.
/// Departures: the papers give no schedule to follow; linear annealing and σ = 0.1 are this project's.
/// <para>With <paramref name="OnGenerated"/> 0 only real samples get noise: an ablation of this project. Then D compares p_data * N(0, s²) with
/// p_G, so the best generator draws blurred data: σ² is added to every mode's variance until the noise has faded.</para>
/// </remarks>
/// <param name="Sigma">σ, standard deviation of the noise at the start, in the data's unit.</param>
/// <param name="OnGenerated">1 to put noise on generated samples too, 0 for real samples only.</param>
public sealed record InstanceNoise(
    [Setting("standard deviation of the noise at the start of the run, in the data's unit; it falls to 0 along a straight line", Minimum = 0)] double Sigma = 0.1,
    [Setting("1 to put noise on generated samples too, 0 for real samples only", Minimum = 0, Maximum = 1)] int OnGenerated = 1) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => OnGenerated == 0
        ? "The discriminator sees real samples with Gaussian noise that fades over the run; an ablation of instance-noise."
        : "The discriminator sees real and generated samples with Gaussian noise that fades over the run.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Amortised MAP Inference for Image Super-resolution", "Sønderby, Caballero, Theis, Shi, Huszár", 2016, "1610.04490");

    /// <inheritdoc/>
    public override Tensor Shown(Batch batch, Noise noise)
    {
        if (!batch.IsReal && OnGenerated == 0) return batch.Samples;
        var s = Sigma * (1 - batch.Progress);
        var epsilon = noise.Normal(batch.IsReal ? "real" : "fake", batch.Samples.shape);       // [R, B, d]
        return batch.Samples + s * epsilon;
    }
}
