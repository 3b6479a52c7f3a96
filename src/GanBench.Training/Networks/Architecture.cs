using System.Collections.Immutable;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>A family of networks that a profile plays with.</summary>
public abstract record Architecture
{
    /// <summary>Latent vectors in, samples out.</summary>
    /// <param name="latentDimension">Numbers per latent vector.</param>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    public abstract Network Generator(int latentDimension, ImmutableArray<int> sampleShape);

    /// <summary>What the discriminator is shown in, logits out, high on real samples.</summary>
    /// <param name="shownShape">Shape of one input: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="outputs">Logits per input.</param>
    /// <param name="rules">Say which layers it has.</param>
    public abstract Network Discriminator(ImmutableArray<int> shownShape, int outputs, Rules rules);

    /// <summary>Samples in, latent vectors out: the generator the other way round.</summary>
    /// <param name="sampleShape">Shape of one sample.</param>
    /// <param name="latentDimension">Numbers per latent vector.</param>
    public abstract Network Reconstructor(ImmutableArray<int> sampleShape, int latentDimension);

    /// <summary>Why a discriminator of this family cannot be shown inputs of a shape, or null when it can.</summary>
    /// <param name="shownShape">Shape of one input.</param>
    public virtual string? Refusal(ImmutableArray<int> shownShape) => null;
}
