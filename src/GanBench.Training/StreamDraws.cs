using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>
/// The random inputs of one side's updates, each replica's from its own run's streams; any update's can be had in any order.
/// </summary>
/// <param name="data">Gives real samples; one a replica.</param>
/// <param name="dataStreams">One stream a replica, for real samples.</param>
/// <param name="latentStreams">One stream a replica, for latent vectors.</param>
/// <param name="techniqueStreams">One stream a replica, for the technique's noise.</param>
/// <param name="samples">Samples a batch.</param>
/// <param name="sampleShape">Shape of one sample.</param>
/// <param name="latentDimension">Numbers per latent vector.</param>
/// <param name="latentDistribution">What they are drawn from.</param>
public sealed class StreamDraws(
    IReadOnlyList<TrainingData> data,
    SeedStream[] dataStreams,
    SeedStream[] latentStreams,
    SeedStream[] techniqueStreams,
    int samples,
    ImmutableArray<int> sampleShape,
    int latentDimension,
    LatentDistribution latentDistribution = LatentDistribution.Normal) : Draws
{
    private readonly SeedStream[] otherLatentStreams = Array.ConvertAll(latentStreams, stream => stream.Derive("other"));
    private readonly float[] reals = new float[dataStreams.Length * samples * sampleShape.Aggregate(1, (product, size) => product * size)];
    private readonly float[] latents = new float[dataStreams.Length * samples * latentDimension];
    private long step;
    private double progress;

    /// <inheritdoc/>
    public override Noise Noise => new StreamNoise(techniqueStreams, step);

    /// <inheritdoc/>
    public override double Progress => progress;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => sampleShape;

    /// <inheritdoc/>
    public override int LatentDimension => latentDimension;

    /// <summary>Turns to another update.</summary>
    /// <param name="step">Counter of the update, at least 0.</param>
    /// <param name="progress">Share of the run's generator steps that are done.</param>
    public void MoveTo(long step, double progress) => (this.step, this.progress) = (step, progress);

    /// <inheritdoc/>
    public override Tensor Real()
    {
        var perReplica = reals.Length / dataStreams.Length;
        for (var r = 0; r < dataStreams.Length; r++)
            data[r].Draw(dataStreams[r], step, reals.AsSpan(r * perReplica, perReplica));
        return tensor(reals, [dataStreams.Length, samples, perReplica / samples]);
    }

    /// <inheritdoc/>
    public override Tensor Latent() => Vectors(latentStreams);

    /// <inheritdoc/>
    public override Tensor OtherLatent() => Vectors(otherLatentStreams);

    private Tensor Vectors(SeedStream[] streams)
    {
        for (var r = 0; r < streams.Length; r++)
            latentDistribution.Fill(streams[r], step, latents.AsSpan(r * samples * latentDimension, samples * latentDimension));
        return tensor(latents, [streams.Length, samples, latentDimension]);
    }
}
