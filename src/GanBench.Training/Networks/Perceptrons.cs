using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Fully connected networks. Where a side is normalised over the batch, all its hidden layers are.</summary>
/// <param name="Settings">The settings of a game.</param>
public sealed record Perceptrons(GameSettings Settings) : Architecture(Settings)
{
    /// <inheritdoc/>
    public override Network Generator(ImmutableArray<int> sampleShape) => new Perceptron(
        [Settings.Latent, .. Settings.Generator.Widths, Size(sampleShape)],
        Hidden(Settings.Generator),
        Activation.Named(Settings.Output),
        Initialisation.Of(Settings.Generator),
        normalised: Settings.Generator.BatchNormalisation);

    /// <inheritdoc/>
    public override Network Discriminator(ImmutableArray<int> shownShape, int outputs, AskedLayers asked) => new Perceptron(
        [Size(shownShape), .. Settings.Discriminator.Widths, outputs],
        Hidden(Settings.Discriminator),
        Activation.Linear,
        Initialisation.Of(Settings.Discriminator),
        asked.AcrossTheBatch,
        asked.Weights,
        Settings.Discriminator.BatchNormalisation);

    /// <inheritdoc/>
    public override Network Reconstructor(ImmutableArray<int> sampleShape) => new Perceptron(
        [Size(sampleShape), .. Settings.Generator.Widths.Reverse(), Settings.Latent],
        Hidden(Settings.Generator),
        Activation.Linear,
        Initialisation.Of(Settings.Generator),
        normalised: WithoutAverages(Settings.Generator.BatchNormalisation));

    private static Activation Hidden(SideSettings side) => Activation.Named(side.Activation, side.Slope);

    private static int Size(ImmutableArray<int> shape) => shape.Aggregate(1, (product, size) => product * size);
}
