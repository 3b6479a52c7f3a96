using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>The networks that a technique plays with.</summary>
public static class GameNetworks
{
    /// <summary>The networks of a technique on a dataset.</summary>
    /// <param name="settings">The settings of the game.</param>
    /// <param name="dataset">Gives the shape of samples.</param>
    /// <param name="technique">Says what the discriminator is shown and which layers it asks for.</param>
    public static NetworkChoice For(this GameSettings settings, Dataset dataset, Technique technique) =>
        settings.For(dataset.SampleShape, technique);

    /// <summary>The networks of a technique on samples of a shape.</summary>
    /// <param name="settings">The settings of the game.</param>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="technique">Says what the discriminator is shown and which layers it asks for.</param>
    public static NetworkChoice For(this GameSettings settings, ImmutableArray<int> sampleShape, Technique technique) => new(
        settings,
        sampleShape,
        technique.ShownShape(sampleShape, settings.Latent),
        new AskedLayers(technique.AcrossTheBatch, technique.DiscriminatorWeights, technique.AllowsBatchNormalisation));
}
