using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>A dataset that can be drawn from.</summary>
public abstract class TrainingData
{
    /// <summary>Draws i.i.d. training samples.</summary>
    /// <param name="stream">Source of randomness; the same stream and step give the same batch.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="batch">Filled with whole samples, shape [B, d].</param>
    public abstract void Draw(SeedStream stream, long step, Span<float> batch);

    /// <summary>Draws i.i.d. training samples of one mode only.</summary>
    /// <param name="mode">The mode, in [0, K).</param>
    /// <param name="stream">Source of randomness; the same stream and step give the same batch.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="batch">Filled with whole samples, shape [B, d].</param>
    public abstract void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch);

    /// <summary>Writes one sample that stands for a mode, always the same: the centre of a Gaussian, or a real image.</summary>
    /// <param name="mode">The mode, in [0, K).</param>
    /// <param name="sample">Overwritten with one sample, shape [d].</param>
    public abstract void WriteRepresentative(int mode, Span<float> sample);

    /// <summary>Real samples that training never draws: what metrics compare generated samples with.</summary>
    /// <param name="count">How many are wanted, at least 0.</param>
    /// <returns>The first of a fixed sequence, shape [M, d]; fewer than asked for when there are no more.</returns>
    public abstract Samples HeldOut(int count);
}
