using System.Collections.Immutable;
using GanBench.Training.Techniques;

namespace GanBench.Training.Networks;

/// <summary>Fully connected networks.</summary>
/// <param name="GeneratorWidths">Hidden widths of the generator.</param>
/// <param name="GeneratorActivation">Activation behind the generator's hidden layers.</param>
/// <param name="GeneratorOutput">Activation behind the generator's last layer.</param>
/// <param name="DiscriminatorWidths">Hidden widths of the discriminator.</param>
/// <param name="DiscriminatorActivation">Activation behind the discriminator's hidden layers.</param>
/// <param name="Weights">How weight matrices start.</param>
public sealed record Perceptrons(
    ImmutableArray<int> GeneratorWidths,
    Activation GeneratorActivation,
    Activation GeneratorOutput,
    ImmutableArray<int> DiscriminatorWidths,
    Activation DiscriminatorActivation,
    Initialisation Weights) : Architecture
{
    /// <inheritdoc/>
    public override Network Generator(int latentDimension, ImmutableArray<int> sampleShape) =>
        new Perceptron([latentDimension, .. GeneratorWidths, Size(sampleShape)], GeneratorActivation, GeneratorOutput, Weights);

    /// <inheritdoc/>
    public override Network Discriminator(ImmutableArray<int> shownShape, int outputs, Rules rules) => new Perceptron(
        [Size(shownShape), .. DiscriminatorWidths, outputs], DiscriminatorActivation, Activation.Linear, Weights, rules.AcrossTheBatch, rules.DiscriminatorWeights);

    /// <inheritdoc/>
    public override Network Reconstructor(ImmutableArray<int> sampleShape, int latentDimension) =>
        new Perceptron([Size(sampleShape), .. GeneratorWidths.Reverse(), latentDimension], GeneratorActivation, Activation.Linear, Weights);

    private static int Size(ImmutableArray<int> shape) => shape.Aggregate(1, (product, size) => product * size);
}
