using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>Network sizes, batch size and optimiser settings that all techniques of a comparison share.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Version">Raised whenever the profile gives other numbers than before.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="LatentDimension">Numbers per latent vector; drawn from a standard normal.</param>
/// <param name="Architecture">The networks.</param>
/// <param name="BatchSize">Discriminator inputs per batch.</param>
/// <param name="GeneratorOptimiser">How the generator is updated, unless the technique says otherwise.</param>
/// <param name="DiscriminatorOptimiser">How the discriminator is updated, unless the technique says otherwise.</param>
public sealed record NetworkProfile(
    string Name,
    int Version,
    string Summary,
    int LatentDimension,
    Architecture Architecture,
    int BatchSize,
    Optimiser GeneratorOptimiser,
    Optimiser DiscriminatorOptimiser)
{
    /// <summary>The profile's entry in the catalogue.</summary>
    public Definition Definition => new(Name, Version, Summary, null, []);

    /// <summary>The networks of a technique on a dataset.</summary>
    /// <param name="dataset">Gives the shape of samples.</param>
    /// <param name="rules">Say what the discriminator is shown and which layers it has.</param>
    public NetworkChoice For(Dataset dataset, Rules rules) => new(this, dataset, rules);
}
