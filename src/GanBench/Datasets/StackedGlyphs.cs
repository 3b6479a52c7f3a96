using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>Three synthetic digits as the channels of one image [3, 28, 28] in [-1, 1]; 1,000 equally likely modes, no files.</summary>
/// <remarks>
/// Built like <see cref="StackedMnist"/>, of <see cref="Glyphs"/> that are drawn afresh for every batch. No score on it compares with one
/// on stacked MNIST. The judge of the glyphs reads every channel by itself.
/// </remarks>
public sealed record StackedGlyphs : Dataset
{
    private static readonly Glyphs Digits = new();

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "Three synthetic digits of glyphs as the channels of one 28 x 28 image, no files; 1,000 equally likely modes.";

    /// <inheritdoc/>
    public override Citation? Source => null;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => StackedData.Shape;

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights { get; } = StackedData.Weights(Digits.ModeWeights);

    /// <inheritdoc/>
    /// <remarks>That of the single digits, for each channel.</remarks>
    public override string Judge => Digits.Judge;

    /// <inheritdoc/>
    /// <returns>A <see cref="StackedData"/>.</returns>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new StackedData(Digits.Open(locations, progress, cancellation));
}
