using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Training;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Microbenchmarks.Steps;

/// <summary>The generator looks ahead: its loss is taken after K gradient steps of the discriminator, and differentiated through them.</summary>
/// <remarks>
/// Unrolled GAN, arXiv:1611.02163, section 2.2, with plain gradient descent as the inner optimiser and one batch for all K steps. The
/// discriminator itself makes one ordinary update before each generator update. Second-order: what is timed is a graph of gradients.
/// </remarks>
/// <param name="dataset">What is learned.</param>
/// <param name="data">The same, opened.</param>
/// <param name="profile">Sizes and optimiser settings.</param>
/// <param name="lookAhead">K, discriminator steps that are looked ahead.</param>
/// <param name="rate">Step size of each of them.</param>
/// <param name="seeds">One seed a replica.</param>
public sealed class UnrolledStep(
    Dataset dataset, TrainingData data, NetworkProfile profile, int lookAhead, double rate, ImmutableArray<int> seeds) : TrainingStep
{
    private readonly NsGan technique = new();
    private readonly Game game = new(dataset, data, new NsGan(), profile, seeds);
    private readonly Network generator = profile.Generator(dataset);
    private readonly Network discriminator = profile.Discriminator(dataset, new NsGan());
    private readonly SeedStream[] dataStreams = Streams(seeds, "look-ahead-data");
    private readonly SeedStream[] latentStreams = Streams(seeds, "look-ahead-latent");
    private readonly SeedStream[] techniqueStreams = Streams(seeds, "look-ahead-technique");
    private readonly float[] batch = new float[profile.BatchSize * dataset.Dimension];
    private readonly float[] latents = new float[profile.BatchSize * profile.LatentDimension];
    private AdamState? generatorState;
    private long step;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Parameters => [game.GeneratorParameters, game.DiscriminatorParameters];

    /// <inheritdoc/>
    public override void Run()
    {
        game.UpdateDiscriminator();
        using var scope = NewDisposeScope();
        generatorState ??= AdamState.For(game.GeneratorParameters);
        var real = stack(dataStreams.Select(Batch));
        var latent = stack(latentStreams.Select(Latents));
        var noise = new StreamNoise(techniqueStreams, step);

        var fake = generator.Apply(game.GeneratorParameters, latent).Output;
        var ahead = game.DiscriminatorParameters.detach().requires_grad_();
        for (var k = 0; k < lookAhead; k++)
        {
            var loss = Objectives.OfDiscriminator(technique, discriminator, ahead, real, fake, noise);
            var slope = autograd.grad([loss.sum()], [ahead], retain_graph: true, create_graph: true)[0];
            ahead = ahead.add(slope, -rate);
        }

        var generatorLoss = Objectives.OfGenerator(technique, discriminator, ahead, fake);
        var gradient = autograd.grad([generatorLoss.sum()], [game.GeneratorParameters])[0];
        profile.GeneratorOptimiser.Step(game.GeneratorParameters, gradient, generatorState);
        step++;
    }

    private static SeedStream[] Streams(ImmutableArray<int> seeds, string name) => [.. seeds.Select(seed => SeedStream.FromSeed(seed).Derive(name))];

    private Tensor Batch(SeedStream stream)
    {
        data.Draw(stream, step, batch);
        return tensor(batch, [profile.BatchSize, dataset.Dimension]);
    }

    private Tensor Latents(SeedStream stream)
    {
        stream.Normal(step, latents);
        return tensor(latents, [profile.BatchSize, profile.LatentDimension]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        generatorState?.Dispose();
        game.Dispose();
    }
}
