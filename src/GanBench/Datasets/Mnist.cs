using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>Handwritten digits, 28 x 28 grey pixels in [-1, 1]; ten modes, one per digit.</summary>
/// <remarks>The official train split, not resized, not augmented. A mode's weight is its label's share of that split.</remarks>
public sealed record Mnist : Dataset
{
    private static readonly ImmutableArray<int> TrainLabelCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Handwritten digits, 28 x 28 pixels, 60,000 training images; ten modes, one per digit.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Gradient-based learning applied to document recognition", "LeCun, Bottou, Bengio, Haffner", 1998);

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => [1, 28, 28];

    /// <inheritdoc/>
    public override string Judge => "mnist-conv-v1";

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights => [.. TrainLabelCounts.Select(count => count / 60_000.0)];

    /// <inheritdoc/>
    /// <remarks>Takes each file from the data folder, the cache or a mirror, in this order, and checks its SHA-256.</remarks>
    /// <returns>An <see cref="MnistData"/>.</returns>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation)
    {
        using var connection = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) };
        var data = new MnistFiles(locations, connection, progress).Load(cancellation);
        return data.Train.LabelCounts().AsSpan().SequenceEqual(TrainLabelCounts.AsSpan())
            ? data
            : throw new InvalidOperationException("Bug in GanBench: the MNIST label counts differ from the files with the right digests.");
    }
}
