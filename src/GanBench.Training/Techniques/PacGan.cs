using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator judges m samples at once, all real or all generated, so that a lack of variety can be seen.</summary>
/// <remarks>
/// D(x_1, …, x_m) in place of D(x); losses as in the baseline, and the generator's gradient flows through all m samples (arXiv:1712.04086,
/// section 2). Only D's first layer widens: a point of d numbers becomes one of m d, an image of c channels one of m c.
/// A batch has B packs, so m B samples: as in the authors' code, where the batch size counts packs too. The generator makes, and the data
/// gives, m times the samples of the baseline in every update.
/// Departures: the authors draw a pack's real samples with replacement from a fixed set of 100,000 points; here every sample is a fresh
/// draw. The generator's loss in their toy code carries E softplus(D(x)) besides, a constant for the generator. None known from the paper.
/// </remarks>
/// <param name="SamplesPerPack">m, samples that are judged together.</param>
public sealed record PacGan(
    [Setting("samples that the discriminator judges together", Minimum = 1, Maximum = 100)] int SamplesPerPack = 2) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"The discriminator judges {SamplesPerPack} samples of one kind at once.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "PacGAN: The power of two samples in generative adversarial networks", "Lin, Khetan, Fanti, Oh", 2017, "1712.04086");

    /// <inheritdoc/>
    public override int SamplesPerInput => SamplesPerPack;

    /// <inheritdoc/>
    public override ImmutableArray<int> ShownShape(ImmutableArray<int> sampleShape, int latentDimension) =>
        sampleShape.SetItem(0, SamplesPerPack * sampleShape[0]);

    /// <inheritdoc/>
    public override Tensor Shown(Batch batch, Noise noise)
    {
        var (replicas, samples, size) = (batch.Samples.size(0), batch.Samples.size(1), batch.Samples.size(2));
        return batch.Samples.view(replicas, samples / SamplesPerPack, SamplesPerPack * size);     // [R, m B, d] to [R, B, m d]
    }
}
