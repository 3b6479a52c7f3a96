using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>Stacked MNIST: three random MNIST digits as the channels of one image [3, 28, 28] in [-1, 1]; 1,000 modes.</summary>
/// <remarks>
/// Drawn on the fly: three independent uniform indices into the 60,000 training images per stack. Mode 100 · c0 + 10 · c1 + c2 of the
/// digits in channels 0, 1 and 2; its weight is the product of the digits' shares of the train split, from 0.00074 to 0.00142, not 0.001.
/// The judge of MNIST reads every channel by itself.
/// </remarks>
public sealed record StackedMnist : Dataset
{
    private static readonly Mnist Digits = new();

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Three random MNIST digits as the channels of one 28 x 28 image, stacked on the fly; 1,000 modes.";

    /// <inheritdoc/>
    public override Citation Source => Papers.UnrolledGan;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => StackedData.Shape;

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights { get; } = StackedData.Weights(Digits.ModeWeights);

    /// <inheritdoc/>
    /// <remarks>That of the single digits, for each channel.</remarks>
    public override string Judge => Digits.Judge;

    /// <inheritdoc/>
    /// <remarks>The files are those of <see cref="Mnist"/>.</remarks>
    /// <returns>A <see cref="StackedData"/>.</returns>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new StackedData(Digits.Open(locations, progress, cancellation));
}
