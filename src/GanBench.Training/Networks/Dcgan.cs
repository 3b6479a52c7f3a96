using System.Collections.Immutable;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>Convolutional networks for images whose sides are multiples of 4, such as 28 x 28.</summary>
/// <remarks>
/// After DCGAN (Radford, Metz, Chintala, arXiv:1511.06434, section 3): strided convolutions in place of pooling, no hidden full layers behind
/// convolutions, ReLU in the generator and leaky ReLU 0.2 in the discriminator, tanh at the end, normal weights, batch normalisation in all
/// layers but the generator's last and the discriminator's first and last. Departures: two convolutions instead of four, since 28 can be
/// halved twice only; 4 x 4 filters instead of 5 x 5; scales of the normalisation start at 1 and not at N(1, 0.02^2); the statistics are
/// always those of the batch, in evaluations too.
/// </remarks>
/// <param name="Channels">c: channels at half an image's size; there are 2 c at a quarter.</param>
/// <param name="Weights">How weights start; biases start at zero.</param>
/// <param name="BatchNormalised">Whether hidden layers are normalised over the batch; a discriminator's are where its technique allows it.</param>
public sealed record Dcgan(int Channels, Initialisation Weights, bool BatchNormalised) : Architecture
{
    /// <inheritdoc/>
    public override Network Generator(int latentDimension, ImmutableArray<int> sampleShape) =>
        new DcganGenerator(latentDimension, sampleShape, Channels, Weights, BatchNormalised);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">What is shown is no image of a size that fits; <see cref="Refusal"/> tells beforehand.</exception>
    public override Network Discriminator(ImmutableArray<int> shownShape, int outputs, Rules rules) => new DcganEncoder(
        Refusal(shownShape) is { } reason ? throw new ArgumentException($"Convolutional networks do not fit here: {reason}.", nameof(shownShape)) : shownShape,
        outputs,
        Channels,
        Weights,
        BatchNormalised && OwnSettings.AllowBatchNormalisation(rules),
        rules.AcrossTheBatch,
        rules.DiscriminatorWeights);

    /// <inheritdoc/>
    public override Network Reconstructor(ImmutableArray<int> sampleShape, int latentDimension) =>
        new DcganEncoder(sampleShape, latentDimension, Channels, Weights, BatchNormalised);

    /// <inheritdoc/>
    public override string? Refusal(ImmutableArray<int> shownShape) => shownShape is [_, var height, var width] && height % 4 == 0 && width % 4 == 0
        ? null
        : $"its convolutions take images [channels, height, width] with sides that are multiples of 4, not [{string.Join(", ", shownShape)}]";
}
