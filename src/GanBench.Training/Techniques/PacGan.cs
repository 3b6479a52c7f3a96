using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator judges m samples at once, all real or all generated, so that a lack of variety can be seen.</summary>
/// <remarks>
/// D(x_1, …, x_m) in place of D(x): a point of d numbers becomes one of m d, an image of c channels one of m c. More in
/// docs/techniques/pacgan.md.
/// </remarks>
/// <param name="SamplesPerPack">m, samples that are judged together.</param>
public sealed record PacGan(
    [Setting("samples that the discriminator judges together", Minimum = 1, Maximum = 100)] int SamplesPerPack = 2) : Technique
{
    /// <inheritdoc/>
    public override string Summary => $"The discriminator judges {SamplesPerPack} samples of one kind at once.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "PacGAN: The power of two samples in generative adversarial networks", "Lin, Khetan, Fanti, Oh", 2017, "1712.04086");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        SamplesPerInput = SamplesPerPack,
        ShownShape = (sampleShape, _) => sampleShape.SetItem(0, SamplesPerPack * sampleShape[0]),
        Shown = (batch, _) => Packed(batch.Samples),
    };

    private Tensor Packed(Tensor samples)
    {
        var (replicas, count, size) = (samples.size(0), samples.size(1), samples.size(2));
        return samples.view(replicas, count / SamplesPerPack, SamplesPerPack * size);     // [R, m B, d] to [R, B, m d]
    }
}
