using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>Network sizes, batch size and optimiser settings that all techniques of a comparison share.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Version">Raised whenever the profile gives other numbers than before.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="LatentDimension">Numbers per latent vector; drawn from a standard normal.</param>
/// <param name="GeneratorWidths">Hidden widths of the generator.</param>
/// <param name="GeneratorActivation">Activation behind the generator's hidden layers.</param>
/// <param name="GeneratorOutput">Activation behind the generator's last layer.</param>
/// <param name="DiscriminatorWidths">Hidden widths of the discriminator.</param>
/// <param name="DiscriminatorActivation">Activation behind the discriminator's hidden layers.</param>
/// <param name="Weights">How weight matrices start.</param>
/// <param name="BatchSize">Samples per batch.</param>
/// <param name="GeneratorOptimiser">Adam settings of the generator.</param>
/// <param name="DiscriminatorOptimiser">Adam settings of the discriminator.</param>
public sealed record NetworkProfile(
    string Name,
    int Version,
    string Summary,
    int LatentDimension,
    ImmutableArray<int> GeneratorWidths,
    Activation GeneratorActivation,
    Activation GeneratorOutput,
    ImmutableArray<int> DiscriminatorWidths,
    Activation DiscriminatorActivation,
    Initialisation Weights,
    int BatchSize,
    Adam GeneratorOptimiser,
    Adam DiscriminatorOptimiser)
{
    /// <summary>The profile's entry in the catalogue.</summary>
    public Definition Definition => new(Name, Version, Summary, null, []);

    /// <summary>The generator for a dataset: latent vectors in, samples out.</summary>
    /// <param name="dataset">Gives the sample dimension.</param>
    public Network Generator(Dataset dataset) =>
        new Perceptron([LatentDimension, .. GeneratorWidths, dataset.Dimension], GeneratorActivation, GeneratorOutput, Weights);

    /// <summary>The discriminator for a dataset: samples in, one logit out, high on real samples.</summary>
    /// <param name="dataset">Gives the sample dimension.</param>
    /// <param name="technique">May add a layer that looks across the batch.</param>
    public Network Discriminator(Dataset dataset, Technique technique) =>
        new Perceptron([dataset.Dimension, .. DiscriminatorWidths, 1], DiscriminatorActivation, Activation.Linear, Weights, technique.AcrossTheBatch);
}
