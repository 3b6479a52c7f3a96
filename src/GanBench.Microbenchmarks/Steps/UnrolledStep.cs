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
public sealed class UnrolledStep : TrainingStep
{
    private readonly Game game;
    private readonly Technique technique;
    private readonly Side generator;
    private readonly Side ahead;
    private readonly FreshDraws draws;

    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="profile">Sizes and optimiser settings.</param>
    /// <param name="lookAhead">K, discriminator steps that are looked ahead.</param>
    /// <param name="rate">Step size of each of them.</param>
    public UnrolledStep(Dataset dataset, TrainingData data, NetworkProfile profile, int lookAhead, double rate)
    {
        technique = new Unrolled(lookAhead);
        var networks = profile.For(dataset, technique);
        game = new Game(dataset, data, technique, profile, int.MaxValue, [0]);
        generator = new Side(networks.Generator(), null, profile.GeneratorOptimiser, game.GeneratorParameters);
        ahead = new Side(networks.Discriminator(), null, new GradientDescent(rate), game.DiscriminatorParameters);
        draws = new FreshDraws(dataset, data, profile);
    }

    /// <inheritdoc/>
    public override void Run()
    {
        game.UpdateDiscriminator();
        using var scope = NewDisposeScope();
        generator.Minimise(Turn.OfGenerator(technique, generator, ahead, draws).GeneratorObjective());
        draws.Step++;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        generator.Dispose();
        ahead.Dispose();
        game.Dispose();
    }

    /// <summary>Batches of streams of their own.</summary>
    private sealed class FreshDraws(Dataset dataset, TrainingData data, NetworkProfile profile) : Draws
    {
        private readonly SeedStream dataStream = SeedStream.FromSeed(0).Derive("look-ahead-data");
        private readonly SeedStream latentStream = SeedStream.FromSeed(0).Derive("look-ahead-latent");
        private readonly SeedStream[] techniqueStreams = [SeedStream.FromSeed(0).Derive("look-ahead-technique")];
        private readonly float[] batch = new float[profile.BatchSize * dataset.Dimension];
        private readonly float[] latents = new float[profile.BatchSize * profile.LatentDimension];

        public long Step { get; set; }

        public override Noise Noise => new StreamNoise(techniqueStreams, Step);

        public override double Progress => 0;

        public override Tensor Real()
        {
            data.Draw(dataStream, Step, batch);
            return tensor(batch, [1, profile.BatchSize, dataset.Dimension]);
        }

        public override Tensor Latent()
        {
            latentStream.Normal(Step, latents);
            return tensor(latents, [1, profile.BatchSize, profile.LatentDimension]);
        }

        public override Tensor OtherLatent() => throw new NotSupportedException("Looking ahead takes one batch of latent vectors.");
    }
}
