using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>Fresh draws from a mixture of equally likely isotropic Gaussians; nothing is read from files.</summary>
/// <param name="modes">The mixture; sigma is rounded to float32.</param>
public sealed class MixtureData(PointModes modes) : TrainingData
{
    /// <inheritdoc/>
    /// <remarks>The mode of each sample comes from the stream's child <c>mode</c>, its noise from the child <c>noise</c>.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole samples.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        var dimension = modes.Centres.Dimension;
        if (batch.Length % dimension != 0)
            throw new ArgumentException($"A batch of {batch.Length} numbers does not hold whole samples of {dimension}.", nameof(batch));

        var chosen = new int[batch.Length / dimension];
        stream.Derive("mode").Integers(step, modes.Centres.Count, chosen);
        stream.Derive("noise").Normal(step, batch);

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
