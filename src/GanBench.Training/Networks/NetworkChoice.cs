using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Makes the networks of one game.</summary>
/// <param name="settings">Sizes, activations, initialisation and normalisation.</param>
/// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
/// <param name="shownShape">Shape of one input of the discriminator.</param>
/// <param name="asked">What the technique asks of the discriminator's layers.</param>
public sealed class NetworkChoice(GameSettings settings, ImmutableArray<int> sampleShape, ImmutableArray<int> shownShape, AskedLayers asked)
{
    private readonly Architecture architecture = Architecture.Of(settings);

    /// <summary>A generator: latent vectors in, samples out.</summary>
    public Network Generator() => architecture.Generator(sampleShape);

    /// <summary>A discriminator: what it is shown in, logits out, high on real samples.</summary>
    /// <param name="outputs">Logits per input.</param>
    public Network Discriminator(int outputs = 1) => architecture.Discriminator(shownShape, outputs, asked);

    /// <summary>A reconstructor: samples in, latent vectors out.</summary>
    public Network Reconstructor() => architecture.Reconstructor(sampleShape);
}
