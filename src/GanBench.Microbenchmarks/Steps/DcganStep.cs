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
public sealed class DcganStep(TrainingData data) : TrainingStep
{
    private readonly NsGan technique = new();
    private readonly Adam optimiser = new(LearningRate: 2e-4);
    private readonly Side generator = new(new DcganGenerator(), "generator");
    private readonly Side discriminator = new(new DcganDiscriminator(), "discriminator");
    private readonly SeedStream dataStream = SeedStream.FromSeed(0).Derive("data");
    private readonly SeedStream latentStream = SeedStream.FromSeed(0).Derive("latent");
    private readonly SeedStream[] techniqueStreams = [SeedStream.FromSeed(0).Derive("technique")];
    private readonly float[] images = new float[Dcgan.BatchSize * Dcgan.Side * Dcgan.Side];
    private readonly float[] latents = new float[Dcgan.BatchSize * Dcgan.LatentDimension];
    private long draws;

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
        data.Draw(dataStream, draws, images);
        var real = tensor(images, [1, Dcgan.BatchSize, Dcgan.Side * Dcgan.Side]);
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

    private Tensor DrawLatents()
    {
        latentStream.Normal(draws++, latents);
        return tensor(latents, [1, Dcgan.BatchSize, Dcgan.LatentDimension]);
    }

    /// <summary>A network with its parameters and the optimiser's state, which outlive every scope.</summary>
    private sealed class Side : IDisposable
    {
        public Side(Network network, string name)
        {
            Network = network;
            Parameters = tensor(network.Layout.Initial(SeedStream.FromSeed(0).Derive(name)), [1, network.Layout.Count])
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
