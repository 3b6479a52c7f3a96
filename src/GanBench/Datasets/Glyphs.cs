using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>
/// Synthetic digits, 28 x 28 grey pixels in [-1, 1], drawn afresh for every batch; ten equally likely modes, one per digit.
/// </summary>
/// <remarks>
/// No handwriting and no file is behind them: each digit is one fixed pen path (<see cref="GlyphShape"/>) whose control points wobble, and
/// which is scaled, slanted, turned, moved and drawn with a pen of random width (<see cref="GlyphPose"/>), then every pixel gets a little
/// noise (<see cref="GlyphData"/>). They have the size and the stroke width of MNIST's digits, but one way of writing per digit where
/// people have many, so they are easier than MNIST and no score on them compares with one on MNIST.
/// </remarks>
public sealed record Glyphs : Dataset
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "Synthetic digits drawn by a program, 28 x 28 pixels, no files; ten equally likely modes, one per digit.";

    /// <inheritdoc/>
    public override Citation? Source => null;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => [1, GlyphInk.Side, GlyphInk.Side];

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => [.. Enumerable.Repeat(0.1, 10)];

    /// <inheritdoc/>
    public override string Judge => "glyphs-conv-v1";

    /// <inheritdoc/>
    /// <returns>A <see cref="GlyphData"/>.</returns>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new GlyphData();
}
