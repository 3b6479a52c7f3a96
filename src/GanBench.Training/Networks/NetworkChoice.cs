using GanBench.Datasets;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>Makes the networks of one game.</summary>
/// <param name="profile">Sizes.</param>
/// <param name="dataset">Gives the shape of samples.</param>
/// <param name="rules">Say what the discriminator is shown and which layers it has.</param>
public sealed class NetworkChoice(NetworkProfile profile, Dataset dataset, Rules rules)
{
    /// <summary>A generator: latent vectors in, samples out.</summary>
    public Network Generator() => profile.Architecture.Generator(profile.LatentDimension, dataset.SampleShape);

    /// <summary>A discriminator: what it is shown in, logits out, high on real samples.</summary>
    /// <param name="outputs">Logits per input.</param>
    public Network Discriminator(int outputs = 1) =>
        profile.Architecture.Discriminator(rules.ShownShape(dataset.SampleShape, profile.LatentDimension), outputs, rules);

    /// <summary>A reconstructor: samples in, latent vectors out.</summary>
    public Network Reconstructor() => profile.Architecture.Reconstructor(dataset.SampleShape, profile.LatentDimension);
}
