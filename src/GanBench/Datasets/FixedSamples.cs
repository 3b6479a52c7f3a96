using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>A training set of a given size, drawn once: training sees nothing else of the data.</summary>
/// <remarks>
/// The set is drawn as a batch of the data's is, so a set of a dataset that is finite itself may hold a sample twice. Batches are drawn
/// from it with replacement. Held-out samples and single modes stay the data's.
/// </remarks>
public sealed class FixedSamples : TrainingData
{
    private readonly TrainingData data;
    private readonly int dimension;
    private readonly float[] set;

    /// <param name="data">What the set is drawn from.</param>
    /// <param name="dimension">d, numbers per sample, at least 1.</param>
    /// <param name="count">N, samples in the set, at least 1; N d is at most <see cref="Array.MaxLength"/>.</param>
    /// <param name="stream">Source of randomness for the set: the same stream gives the same set.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or more than an array holds.</exception>
    public FixedSamples(TrainingData data, int dimension, int count, SeedStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / dimension);
        this.data = data;
        this.dimension = dimension;
        set = new float[count * dimension];
        data.Draw(stream, 0, set);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch does not hold whole samples.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        if (batch.Length % dimension != 0)
            throw new ArgumentException($"A batch of {batch.Length} numbers does not hold whole samples of {dimension}.", nameof(batch));
        var chosen = new int[batch.Length / dimension];
        stream.Integers(step, set.Length / dimension, chosen);
        for (var i = 0; i < chosen.Length; i++)
            set.AsSpan(chosen[i] * dimension, dimension).CopyTo(batch[(i * dimension)..]);
    }

    /// <inheritdoc/>
    public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch) =>
        data.DrawFromMode(mode, stream, step, batch);

    /// <inheritdoc/>
    public override void WriteRepresentative(int mode, Span<float> sample) => data.WriteRepresentative(mode, sample);

    /// <inheritdoc/>
    public override Samples HeldOut(int count) => data.HeldOut(count);
}
