using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Benchmarks.Steps;

/// <summary>
/// The generator looks ahead: its loss is taken after K gradient steps of the discriminator, and differentiated through them.
/// </summary>
/// <remarks>
/// Unrolled GAN, arXiv:1611.02163, section 2.2, with plain gradient descent as the inner optimiser and one batch for all K steps. The
/// discriminator itself makes one ordinary update before each generator update. Second-order: what is timed is a graph of gradients.
/// </remarks>
public sealed class UnrolledStep : TrainingStep
{
    private readonly Game game;
    private readonly Rules rules;
    private readonly Side generator;
    private readonly Side ahead;
    private readonly StreamDraws draws;
    private long step;

    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="settings">Sizes, batches and optimisers.</param>
    /// <param name="lookAhead">K, discriminator steps that are looked ahead.</param>
    /// <param name="rate">Step size of each of them.</param>
    /// <param name="seeds">One seed a replica.</param>
    public UnrolledStep(Dataset dataset, TrainingData data, GameSettings settings, int lookAhead, double rate, ImmutableArray<int> seeds)
    {
        var technique = new Unrolled(lookAhead);
        rules = technique.Rules;
        var networks = settings.For(dataset, rules);
        game = new Game(dataset, data, technique, settings, generatorSteps: int.MaxValue, seeds);
        generator = new Side(networks.Generator(), null, Optimiser.Of(settings.Generator), game.GeneratorParameters);
        ahead = new Side(networks.Discriminator(), null, new Sgd(rate), game.DiscriminatorParameters);
        draws = new StreamDraws(
            [.. seeds.Select(_ => data)],
            Streams("look-ahead-data"),
            Streams("look-ahead-latent"),
            Streams("look-ahead-technique"),
            settings.Batch,
            dataset.SampleShape,
            settings.Latent);

        SeedStream[] Streams(string name) => [.. seeds.Select(seed => SeedStream.FromSeed(seed).Derive(name))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Parameters => [game.GeneratorParameters, game.DiscriminatorParameters];

    /// <inheritdoc/>
    public override void Run()
    {
        game.UpdateDiscriminator();
        using var scope = NewDisposeScope();
        draws.MoveTo(step++, progress: 0);
        generator.Minimise(Turn.OfGenerator(rules, generator, ahead, draws).GeneratorObjective());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        generator.Dispose();
        ahead.Dispose();
        game.Dispose();
    }
}
