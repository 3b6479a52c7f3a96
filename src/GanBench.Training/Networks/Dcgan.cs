using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Convolutional networks for images whose sides are multiples of 4, such as 28 x 28.</summary>
/// <remarks>
/// After DCGAN (Radford, Metz, Chintala, arXiv:1511.06434, section 3): strided convolutions in place of pooling, no hidden full layers
/// behind convolutions; where a side is normalised over the batch, all layers but the generator's last and the discriminator's first and
/// last are. The profile <c>images-dcgan</c> has the paper's activations, output and weights too. Departures: two convolutions instead of
/// four, since 28 can be halved twice only; 4 x 4 filters instead of 5 x 5; scales of the normalisation start at 1 and not at N(1, 0.02^2).
/// </remarks>
/// <param name="Settings">The settings of a game; <see cref="SideSettings.Channels"/> at half an image's size, twice as many at a
/// quarter.</param>
public sealed record Dcgan(GameSettings Settings) : Architecture(Settings)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Samples are no images of a size that fits; <see cref="Refusal"/> tells beforehand.</exception>
    public override Network Generator(ImmutableArray<int> sampleShape) => new DcganGenerator(
        Settings.Latent,
        Fitting(sampleShape),
        Settings.Generator.Channels,
        Activation.Named(Settings.Generator.Activation, Settings.Generator.Slope),
        Activation.Named(Settings.Output),
        Initialisation.Of(Settings.Generator),
        Settings.Generator.BatchNormalisation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// What is shown is no image of a size that fits; <see cref="Refusal"/> tells beforehand.
    /// </exception>
    public override Network Discriminator(ImmutableArray<int> shownShape, int outputs, AskedLayers asked) =>
        Encoder(shownShape, outputs, Settings.Discriminator.BatchNormalisation, asked);

    /// <inheritdoc/>
    /// <remarks>Convolutions that shrink images are the discriminator's, so the reconstructor has its form and its settings.</remarks>
    public override Network Reconstructor(ImmutableArray<int> sampleShape) =>
        Encoder(sampleShape, Settings.Latent, WithoutAverages(Settings.Discriminator.BatchNormalisation), new AskedLayers());

    /// <inheritdoc/>
    public override string? Refusal(ImmutableArray<int> shape) => shape is [_, var height, var width] && height % 4 == 0 && width % 4 == 0
        ? null
        : $"its convolutions take images [channels, height, width] with sides that are multiples of 4, not [{string.Join(", ", shape)}]";

    private DcganEncoder Encoder(ImmutableArray<int> shape, int outputs, BatchNormalisation normalised, AskedLayers asked) => new(
        Fitting(shape),
        outputs,
        Settings.Discriminator.Channels,
        Activation.Named(Settings.Discriminator.Activation, Settings.Discriminator.Slope),
        Initialisation.Of(Settings.Discriminator),
        normalised,
        asked);

    private ImmutableArray<int> Fitting(ImmutableArray<int> shape) => Refusal(shape) is { } reason
        ? throw new ArgumentException($"Convolutional networks do not fit here: {reason}.", nameof(shape))
        : shape;
}
