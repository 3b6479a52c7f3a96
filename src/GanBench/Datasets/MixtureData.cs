using System.Collections.Immutable;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>Fresh draws from a mixture of isotropic Gaussians; nothing is read from files.</summary>
/// <param name="modes">The mixture; sigma is rounded to float32.</param>
/// <param name="weights">Share of each mode, shape [K]; sums to 1. Null when all modes are equally likely.</param>
public sealed class MixtureData(PointModes modes, ImmutableArray<double>? weights = null) : TrainingData
{
    /// <inheritdoc/>
    /// <remarks>The mode of each sample comes from the stream's child <c>mode</c>, its noise from the child <c>noise</c>.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole samples.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        var chosen = new int[Count(batch)];
        if (weights is { } shares)
            stream.Derive("mode").Categories(step, shares.AsSpan(), chosen);
        else
            stream.Derive("mode").Integers(step, modes.Centres.Count, chosen);
        Scatter(chosen, stream, step, batch);
    }

    /// <inheritdoc/>
    /// <remarks>The noise comes from the stream's child <c>noise</c>.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole samples.</exception>
    public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch)
    {
        var chosen = new int[Count(batch)];
        Array.Fill(chosen, mode);
        Scatter(chosen, stream, step, batch);
    }

    /// <inheritdoc/>
    public override void WriteRepresentative(int mode, Span<float> sample) => modes.Centres[mode].CopyTo(sample);

    /// <inheritdoc/>
    /// <remarks>Drawn from a stream of their own, which no run's seed leads to.</remarks>
    public override Samples HeldOut(int count)
    {
        var values = new float[count * modes.Centres.Dimension];
        Draw(SeedStream.FromSeed(0).Derive("held-out"), 0, values);
        return new(values, modes.Centres.Dimension);
    }

    private int Count(Span<float> batch) => batch.Length % modes.Centres.Dimension == 0
        ? batch.Length / modes.Centres.Dimension
        : throw new ArgumentException(
            $"A batch of {batch.Length} numbers does not hold whole samples of {modes.Centres.Dimension}.", nameof(batch));

    private void Scatter(int[] chosen, SeedStream stream, long step, Span<float> batch)
    {
        stream.Derive("noise").Normal(step, batch);

        var dimension = modes.Centres.Dimension;
        var sigma = (float)modes.Sigma;
        var centres = modes.Centres.Values.Span;
        for (var i = 0; i < chosen.Length; i++)
        {
            var (sample, centre) = (i * dimension, chosen[i] * dimension);
            for (var axis = 0; axis < dimension; axis++)
                batch[sample + axis] = centres[centre + axis] + (sigma * batch[sample + axis]);
        }
    }
}
