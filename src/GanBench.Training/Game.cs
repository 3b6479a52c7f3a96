using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>Generator against discriminator for R seeds at once: parameters, optimiser states, and the two kinds of update.</summary>
/// <remarks>Replicas never mix: each sees its own parameters, batches and noise, and losses are added only to be differentiated.</remarks>
public sealed class Game : IDisposable
{
    /// <summary>Samples that are generated at once for an evaluation: bounds its memory, and changes no bit.</summary>
    private const int SampleChunk = 1000;

    private readonly Technique technique;
    private readonly NetworkProfile profile;
    private readonly TrainingData data;
    private readonly Network generator;
    private readonly Network discriminator;
    private readonly AdamState generatorState;
    private readonly AdamState discriminatorState;
    private readonly SeedStream[] dataStreams;
    private readonly SeedStream[] discriminatorLatents;
    private readonly SeedStream[] generatorLatents;
    private readonly SeedStream[] evaluationLatents;
    private readonly SeedStream[] techniqueStreams;
    private readonly float[] real;
    private readonly float[] latents;
    private readonly int dimension;

    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="technique">What is tried.</param>
    /// <param name="profile">Sizes and optimiser settings.</param>
    /// <param name="seeds">One seed a replica; R of them.</param>
    public Game(Dataset dataset, TrainingData data, Technique technique, NetworkProfile profile, IReadOnlyList<int> seeds)
    {
        this.technique = technique;
        this.profile = profile;
        this.data = data;
        dimension = dataset.Dimension;
        generator = profile.Generator(dataset);
        discriminator = profile.Discriminator(dataset, technique);
        SeedStream[] roots = [.. seeds.Select(SeedStream.FromSeed)];
        SeedStream[] Streams(params string[] path) => [.. roots.Select(root => path.Aggregate(root, (stream, name) => stream.Derive(name)))];
        dataStreams = Streams("data");
        discriminatorLatents = Streams("latent", "discriminator");
        generatorLatents = Streams("latent", "generator");
        evaluationLatents = Streams("evaluation", "latent");
        techniqueStreams = Streams("technique");
        GeneratorParameters = Start(generator.Layout, Streams("initial-weights", "generator"));
        DiscriminatorParameters = Start(discriminator.Layout, Streams("initial-weights", "discriminator"));
        generatorState = AdamState.For(GeneratorParameters);
        discriminatorState = AdamState.For(DiscriminatorParameters);
        real = new float[seeds.Count * profile.BatchSize * dimension];
        latents = new float[seeds.Count * profile.BatchSize * profile.LatentDimension];
    }

    /// <summary>The generator's flat parameters, shape [R, P].</summary>
    public Tensor GeneratorParameters { get; }

    /// <summary>The discriminator's flat parameters, shape [R, P].</summary>
    public Tensor DiscriminatorParameters { get; }

    /// <summary>Discriminator updates done so far.</summary>
    public long DiscriminatorSteps { get; private set; }

    /// <summary>Generator updates done so far.</summary>
    public long GeneratorSteps { get; private set; }

    private int Replicas => dataStreams.Length;

    /// <summary>Updates the discriminator once.</summary>
    /// <returns>Its loss before the update, penalties included; one a replica.</returns>
    public float[] UpdateDiscriminator()
    {
        using var scope = NewDisposeScope();
        var x = DrawReal();
        var fake = Generate(GeneratorParameters.detach(), DrawLatents(discriminatorLatents, DiscriminatorSteps));
        var noise = new StreamNoise(techniqueStreams, DiscriminatorSteps);
        var loss = Objectives.OfDiscriminator(technique, discriminator, DiscriminatorParameters, x, fake, noise);
        var gradient = autograd.grad([loss.sum()], [DiscriminatorParameters])[0];
        profile.DiscriminatorOptimiser.Step(DiscriminatorParameters, gradient, discriminatorState);
        DiscriminatorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <summary>Updates the generator once.</summary>
    /// <returns>Its loss before the update, one a replica.</returns>
    public float[] UpdateGenerator()
    {
        using var scope = NewDisposeScope();
        var fake = Generate(GeneratorParameters, DrawLatents(generatorLatents, GeneratorSteps));
        var loss = Objectives.OfGenerator(technique, discriminator, DiscriminatorParameters.detach(), fake);
        var gradient = autograd.grad([loss.sum()], [GeneratorParameters])[0];
        profile.GeneratorOptimiser.Step(GeneratorParameters, gradient, generatorState);
        GeneratorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <summary>Generates samples for an evaluation, from a stream of its own: training is not touched.</summary>
    /// <param name="count">Samples a replica.</param>
    /// <returns>The samples of each replica.</returns>
    public Samples[] Sample(int count)
    {
        using var _ = no_grad();
        var drawn = Array.ConvertAll(evaluationLatents, stream =>
        {
            var values = new float[count * profile.LatentDimension];
            stream.Normal(GeneratorSteps, values);
            return values;
        });
        var samples = Array.ConvertAll(drawn, _ => new float[count * dimension]);
        for (var start = 0; start < count; start += SampleChunk)
        {
            using var scope = NewDisposeScope();
            var rows = Math.Min(SampleChunk, count - start);
            float[] chunk = [.. drawn.SelectMany(values => values.AsSpan(start * profile.LatentDimension, rows * profile.LatentDimension).ToArray())];
            var generated = Generate(GeneratorParameters, tensor(chunk, [Replicas, rows, profile.LatentDimension])).data<float>().ToArray();
            for (var r = 0; r < Replicas; r++)
                Slice(generated, r).CopyTo(samples[r].AsSpan(start * dimension));
        }

        return Array.ConvertAll(samples, values => new Samples(values, dimension));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GeneratorParameters.Dispose();
        DiscriminatorParameters.Dispose();
        generatorState.Dispose();
        discriminatorState.Dispose();
    }

    /// <summary>The starting parameters of all replicas, shape [R, P]; they outlive every scope.</summary>
    private static Tensor Start(ParameterLayout layout, SeedStream[] streams) =>
        tensor([.. streams.SelectMany(layout.Initial)], [streams.Length, layout.Count]).requires_grad_().DetachFromDisposeScope();

    private Tensor Generate(Tensor parameters, Tensor latent) => generator.Apply(parameters, latent).Output;

    private Tensor DrawReal()
    {
        for (var r = 0; r < Replicas; r++)
            data.Draw(dataStreams[r], DiscriminatorSteps, Slice(real, r));
        return tensor(real, [Replicas, profile.BatchSize, dimension]);
    }

    private Tensor DrawLatents(SeedStream[] streams, long step)
    {
        for (var r = 0; r < Replicas; r++)
            streams[r].Normal(step, Slice(latents, r));
        return tensor(latents, [Replicas, profile.BatchSize, profile.LatentDimension]);
    }

    private Span<float> Slice(float[] values, int replica)
    {
        var count = values.Length / Replicas;
        return values.AsSpan(replica * count, count);
    }
}
