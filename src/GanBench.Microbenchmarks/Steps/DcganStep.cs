using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Training;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Microbenchmarks.Steps;

/// <summary>The non-saturating game between convolutional networks on 28 x 28 images.</summary>
/// <remarks>A game of its own because no network profile has convolutions yet; the losses, their gradients and Adam are the trainer's.</remarks>
/// <param name="data">Images to draw from.</param>
/// <param name="batchSize">Images in a batch.</param>
/// <param name="seeds">One seed a replica.</param>
public sealed class DcganStep(TrainingData data, int batchSize, ImmutableArray<int> seeds) : TrainingStep
{
    private readonly NsGan technique = new();
    private readonly Adam optimiser = new(LearningRate: 2e-4);
    private readonly Side generator = new(new DcganGenerator(), "generator", seeds);
    private readonly Side discriminator = new(new DcganDiscriminator(), "discriminator", seeds);
    private readonly SeedStream[] dataStreams = Streams(seeds, "data");
    private readonly SeedStream[] latentStreams = Streams(seeds, "latent");
    private readonly SeedStream[] techniqueStreams = Streams(seeds, "technique");
    private readonly float[] images = new float[batchSize * Dcgan.Side * Dcgan.Side];
    private readonly float[] latents = new float[batchSize * Dcgan.LatentDimension];
    private long draws;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Parameters => [generator.Parameters, discriminator.Parameters];

    /// <inheritdoc/>
    public override void Run()
    {
        UpdateDiscriminator();
        UpdateGenerator();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        generator.Dispose();
        discriminator.Dispose();
    }

    private void UpdateDiscriminator()
    {
        using var scope = NewDisposeScope();
        var real = stack(dataStreams.Select(Images));
        var fake = generator.Network.Apply(generator.Parameters.detach(), DrawLatents()).Output;
        var noise = new StreamNoise(techniqueStreams, draws);
        var loss = Objectives.OfDiscriminator(technique, discriminator.Network, discriminator.Parameters, real, fake, noise);
        Update(discriminator, loss);
    }

    private void UpdateGenerator()
    {
        using var scope = NewDisposeScope();
        var fake = generator.Network.Apply(generator.Parameters, DrawLatents()).Output;
        Update(generator, Objectives.OfGenerator(technique, discriminator.Network, discriminator.Parameters.detach(), fake));
    }

    private void Update(Side side, Tensor loss) =>
        optimiser.Step(side.Parameters, autograd.grad([loss.sum()], [side.Parameters])[0], side.State);

    private static SeedStream[] Streams(ImmutableArray<int> seeds, string name) => [.. seeds.Select(seed => SeedStream.FromSeed(seed).Derive(name))];

    private Tensor Images(SeedStream stream)
    {
        data.Draw(stream, draws, images);
        return tensor(images, [batchSize, Dcgan.Side * Dcgan.Side]);
    }

    private Tensor DrawLatents()
    {
        var drawn = stack(latentStreams.Select(Latents));
        draws++;
        return drawn;
    }

    private Tensor Latents(SeedStream stream)
    {
        stream.Normal(draws, latents);
        return tensor(latents, [batchSize, Dcgan.LatentDimension]);
    }

    /// <summary>A network with its parameters and the optimiser's state, which outlive every scope.</summary>
    private sealed class Side : IDisposable
    {
        public Side(Network network, string name, ImmutableArray<int> seeds)
        {
            Network = network;
            Parameters = tensor([.. Streams(seeds, name).SelectMany(network.Layout.Initial)], [seeds.Length, network.Layout.Count])
                .requires_grad_().DetachFromDisposeScope();
            State = AdamState.For(Parameters);
        }

        public Network Network { get; }

        public Tensor Parameters { get; }

        public AdamState State { get; }

        public void Dispose()
        {
            Parameters.Dispose();
            State.Dispose();
        }
    }
}
