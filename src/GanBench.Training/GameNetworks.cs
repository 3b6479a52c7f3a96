using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>The networks of a game.</summary>
public static class GameNetworks
{
    /// <summary>The networks of a game on a dataset.</summary>
    /// <param name="settings">The settings of the game.</param>
    /// <param name="dataset">Gives the shape of samples.</param>
    /// <param name="rules">Say what the discriminator is shown and which layers it has.</param>
    public static NetworkChoice For(this GameSettings settings, Dataset dataset, Rules rules) =>
        settings.For(dataset.SampleShape, rules);

    /// <summary>The networks of a game on samples of a shape.</summary>
    /// <param name="settings">The settings of the game.</param>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="rules">Say what the discriminator is shown and which layers it has.</param>
    public static NetworkChoice For(this GameSettings settings, ImmutableArray<int> sampleShape, Rules rules) => new(
        settings,
        sampleShape,
        rules.ShownShape(sampleShape, settings.Latent),
        new AskedLayers(rules.AcrossTheBatch, rules.DiscriminatorWeights));
}
