using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>A family of networks with the settings of a game.</summary>
/// <param name="Settings">Sizes, activations, initialisation and normalisation of either side.</param>
public abstract record Architecture(GameSettings Settings)
{
    /// <summary>The family that the settings name.</summary>
    /// <param name="settings">The settings of a game.</param>
    public static Architecture Of(GameSettings settings) => settings.Networks switch
    {
        NetworkFamily.Perceptron => new Perceptrons(settings),
        NetworkFamily.Dcgan => new Dcgan(settings),
        _ => throw new InvalidOperationException($"Bug in GanBench: there are no networks of the family {settings.Networks}."),
    };

    /// <summary>Latent vectors in, samples out.</summary>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    public abstract Network Generator(ImmutableArray<int> sampleShape);

    /// <summary>What the discriminator is shown in, logits out, high on real samples.</summary>
    /// <param name="shownShape">Shape of one input: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="outputs">Logits per input.</param>
    /// <param name="asked">What the technique asks for.</param>
    public abstract Network Discriminator(ImmutableArray<int> shownShape, int outputs, AskedLayers asked);

    /// <summary>
    /// Samples in, latent vectors out: the generator the other way round. Where it is normalised, it is by the batch at hand.
    /// </summary>
    /// <param name="sampleShape">Shape of one sample.</param>
    public abstract Network Reconstructor(ImmutableArray<int> sampleShape);

    /// <summary>Why networks of this family cannot make samples of a shape, or be shown inputs of it, or null when they can.</summary>
    /// <param name="shape">Shape of one sample or input.</param>
    /// <returns>Half a sentence, without a full stop.</returns>
    public virtual string? Refusal(ImmutableArray<int> shape) => null;

    /// <summary>
    /// What a network that never generates an evaluation's samples does in place of keeping averages that nobody asks for.
    /// </summary>
    /// <param name="normalisation">What the settings say.</param>
    protected static BatchNormalisation WithoutAverages(BatchNormalisation normalisation) =>
        normalisation == BatchNormalisation.Population ? BatchNormalisation.Batch : normalisation;
}
