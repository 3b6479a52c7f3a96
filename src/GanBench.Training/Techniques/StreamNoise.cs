using GanBench.Randomness;

namespace GanBench.Training.Techniques;

/// <summary>A technique's random numbers for one step, each replica's from its own run's stream.</summary>
/// <param name="streams">The <c>technique</c> stream of each replica.</param>
/// <param name="step">Counter of the update, at least 0.</param>
public sealed class StreamNoise(IReadOnlyList<SeedStream> streams, long step) : Noise
{
    private delegate void Draw(SeedStream stream, Span<float> values);

    /// <inheritdoc/>
    public override Tensor Uniform(string name, params long[] shape) => Fill(name, shape, (stream, values) => stream.Uniform(step, values));

    /// <inheritdoc/>
    public override Tensor Normal(string name, params long[] shape) => Fill(name, shape, (stream, values) => stream.Normal(step, values));

    private Tensor Fill(string name, long[] shape, Draw draw)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        var perReplica = values.Length / streams.Count;
        for (var r = 0; r < streams.Count; r++)
            draw(streams[r].Derive(name), values.AsSpan(r * perReplica, perReplica));
        return tensor(values, shape);
    }
}
