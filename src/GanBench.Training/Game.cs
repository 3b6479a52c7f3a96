using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Running;
using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;
using GanBench.Trajectories;

namespace GanBench.Training;

/// <summary>Generator against discriminator for R seeds at once: both sides, their random streams, and the two kinds of update.</summary>
/// <remarks>Replicas never mix: each sees its own parameters, batches and noise, and losses are added only to be differentiated.</remarks>
public sealed class Game : IGame
{
    /// <summary>Inputs of each kind that the discriminator's accuracy is measured on, at least.</summary>
    private const int AccuracyInputs = 500;

    private readonly Rules rules;
    private readonly GameSettings settings;
    private readonly int dimension;
    private readonly int samplesPerBatch;
    private readonly int generatorStepsPlanned;
    private readonly Side generator;
    private readonly Side discriminator;
    private readonly SeedStream[] evaluationLatents;
    private readonly StreamDraws discriminatorDraws;
    private readonly StreamDraws generatorDraws;
    private readonly Func<StreamDraws> evaluationDraws;
    private WeightAverages averages;

    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="technique">What is tried.</param>
    /// <param name="settings">Networks, optimisers and batches; what the technique itself sets is already in them.</param>
    /// <param name="generatorSteps">Generator updates of the whole run, at least 1: what changes over a run is paced by it.</param>
    /// <param name="seeds">One seed a replica; R of them.</param>
    public Game(
        Dataset dataset, TrainingData data, Technique technique, GameSettings settings, int generatorSteps, IReadOnlyList<int> seeds)
    {
        rules = technique.Rules;
        this.settings = settings;
        dimension = dataset.Dimension;
        generatorStepsPlanned = generatorSteps;
        SeedStream[] roots = [.. seeds.Select(SeedStream.FromSeed)];
        SeedStream[] Streams(params string[] path) =>
            [.. roots.Select(root => path.Aggregate(root, (stream, name) => stream.Derive(name)))];
        var networks = settings.For(dataset, rules);
        generator = Side.Start(
            rules.Generator(networks),
            rules.Companion?.Invoke(networks),
            rules.GeneratorOptimiser(Optimiser.Of(settings.Generator)),
            Streams("initial-weights", "generator"),
            Schedule.Of(settings.Generator, generatorSteps));
        discriminator = Side.Start(
            rules.Discriminator(networks),
            null,
            rules.DiscriminatorOptimiser(Optimiser.Of(settings.Discriminator)),
            Streams("initial-weights", "discriminator"),
            Schedule.Of(settings.Discriminator, generatorSteps));
        averages = new WeightAverages(generator, []);
        evaluationLatents = Streams("evaluation", "latent");
        samplesPerBatch = settings.Batch * rules.SamplesPerInput;
        TrainingData[] seen = settings.TrainingSamples is { } samples
            ? Array.ConvertAll(Streams("training-set"), stream => new FixedSamples(data, dimension, samples, stream))
            : [.. roots.Select(_ => data)];
        discriminatorDraws = Draws(Streams("data"), Streams("latent", "discriminator"), Streams("technique"));
        generatorDraws = Draws(Streams("data", "generator"), Streams("latent", "generator"), Streams("technique", "generator"));
        evaluationDraws = () => Draws(
            Streams("evaluation", "discriminator", "data"),
            Streams("evaluation", "discriminator", "latent"),
            Streams("evaluation", "discriminator", "technique"));

        StreamDraws Draws(SeedStream[] dataStreams, SeedStream[] latentStreams, SeedStream[] techniqueStreams) => new(
            seen,
            dataStreams,
            latentStreams,
            techniqueStreams,
            samplesPerBatch,
            dataset.SampleShape,
            settings.Latent,
            settings.LatentDistribution);
    }

    /// <summary>The generator's flat parameters, shape [R, P], those of a companion last.</summary>
    public Tensor GeneratorParameters => generator.Parameters;

    /// <summary>The discriminator's flat parameters, shape [R, P].</summary>
    public Tensor DiscriminatorParameters => discriminator.Parameters;

    /// <inheritdoc/>
    public long DiscriminatorSteps { get; private set; }

    /// <inheritdoc/>
    public long GeneratorSteps { get; private set; }

    /// <inheritdoc/>
    public int DiscriminatorStepsPerGeneratorStep => settings.DiscriminatorSteps;

    /// <inheritdoc/>
    public int RealSamplesPerDiscriminatorStep => samplesPerBatch;

    /// <inheritdoc/>
    public long? Operations => OperationCount.Now;

    /// <inheritdoc/>
    public SideWeights GeneratorWeights => generator.Weights();

    /// <inheritdoc/>
    public SideWeights DiscriminatorWeights => discriminator.Weights();

    private int Replicas => evaluationLatents.Length;

    /// <inheritdoc/>
    public void Average(ImmutableArray<double> decays)
    {
        if (GeneratorSteps > 0) throw new InvalidOperationException("Bug in GanBench: averages of weights begin before the first update.");
        var begun = new WeightAverages(generator, decays);
        averages.Dispose();
        averages = begun;
    }

    /// <inheritdoc/>
    public float[] UpdateDiscriminator(Span<double> gradientNorms = default)
    {
        using var scope = NewDisposeScope();
        MoveTo(discriminatorDraws, DiscriminatorSteps);
        var turn = Turn.OfDiscriminator(rules, generator, discriminator, discriminatorDraws);
        var loss = turn.DiscriminatorObjective(discriminator.Parameters);
        discriminator.Minimise(loss, gradientNorms);
        turn.RememberJudged();
        rules.AfterDiscriminatorStep?.Invoke(discriminator.Network.Layout, discriminator.Parameters);
        DiscriminatorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <inheritdoc/>
    public float[] UpdateGenerator(Span<double> gradientNorms = default)
    {
        using var scope = NewDisposeScope();
        MoveTo(generatorDraws, GeneratorSteps);
        var turn = Turn.OfGenerator(rules, generator, discriminator, generatorDraws);
        var loss = turn.GeneratorObjective();
        generator.Minimise(loss, gradientNorms);
        turn.RememberMade();
        averages.Follow(generator.Parameters);
        GeneratorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A generator that looks across its batch must see batches like those it was trained on, so whole ones are generated and the surplus
    /// is cut off: a sample does not depend on how many are asked for.
    /// </remarks>
    public Samples[] Sample(int count, double? averageDecay = null)
    {
        using var _ = no_grad();
        var weights = averageDecay is { } decay ? averages.Of(decay) : generator.Parameters;
        var batches = (count + samplesPerBatch - 1) / samplesPerBatch;
        var latentsPerBatch = samplesPerBatch * settings.Latent;
        var drawn = Array.ConvertAll(evaluationLatents, stream =>
        {
            var values = new float[batches * latentsPerBatch];
            settings.LatentDistribution.Fill(stream, GeneratorSteps, values);
            return values;
        });
        var samples = Array.ConvertAll(drawn, _ => new float[count * dimension]);
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            float[] latents = [.. drawn.SelectMany(values => values.AsSpan(batch * latentsPerBatch, latentsPerBatch).ToArray())];
            var input = tensor(latents, [Replicas, samplesPerBatch, settings.Latent]);
            var generated = generator.Evaluate(weights, input).Output.data<float>().ToArray();
            var (start, rows) = (batch * samplesPerBatch, Math.Min(samplesPerBatch, count - (batch * samplesPerBatch)));
            for (var r = 0; r < Replicas; r++)
                generated.AsSpan(r * samplesPerBatch * dimension, rows * dimension).CopyTo(samples[r].AsSpan(start * dimension));
        }

        return Array.ConvertAll(samples, values => new Samples(values, dimension));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// It is shown what the technique shows it, in batches like those it was trained on, with the noise of its last update's share of the
    /// run; enough whole batches for 500 inputs of either kind. <see cref="Changes.RealScore"/> says which way its answers point.
    /// </remarks>
    public double[] MeasureDiscriminator()
    {
        using var _ = no_grad();
        var draws = evaluationDraws();
        var batches = (AccuracyInputs + settings.Batch - 1) / settings.Batch;
        var inputs = batches * settings.Batch;
        var (real, fake) = (new float[Replicas * inputs], new float[Replicas * inputs]);
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            draws.MoveTo((GeneratorSteps * batches) + batch, (double)Math.Max(0, GeneratorSteps - 1) / generatorStepsPlanned);
            var scores = Turn.OfDiscriminator(rules, generator, discriminator, draws).Scores();
            Keep(scores.Real, real, batch);
            Keep(scores.Fake, fake, batch);
        }

        return [.. Enumerable.Range(0, Replicas).Select(
            r => DiscriminatorAccuracy.Of(real.AsSpan(r * inputs, inputs), fake.AsSpan(r * inputs, inputs)))];

        void Keep(Tensor scores, float[] all, int batch)
        {
            var values = scores.data<float>().ToArray();
            for (var r = 0; r < Replicas; r++)
                values.AsSpan(r * settings.Batch, settings.Batch).CopyTo(all.AsSpan((r * inputs) + (batch * settings.Batch)));
        }
    }

    /// <inheritdoc/>
    public GameState Save() => new(GeneratorSteps, DiscriminatorSteps, generator.Save(), discriminator.Save())
    {
        Averages = averages.Save(),
    };

    /// <inheritdoc/>
    public void Restore(GameState state)
    {
        if (!generator.Fits(state.Generator) || !discriminator.Fits(state.Discriminator))
            throw new ForeignStateException("it is the state of other networks or optimisers");
        if (!averages.Fits(state.Averages))
            throw new ForeignStateException("it is the state of a run whose weights are averaged otherwise");
        generator.Restore(state.Generator);
        discriminator.Restore(state.Discriminator);
        averages.Restore(state.Averages);
        (GeneratorSteps, DiscriminatorSteps) = (state.GeneratorSteps, state.DiscriminatorSteps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        generator.Dispose();
        discriminator.Dispose();
        averages.Dispose();
    }

    private double Progress => (double)GeneratorSteps / generatorStepsPlanned;

    /// <summary>
    /// Turns to an update: its random inputs, and the rates of both sides, because the generator may look steps of the discriminator ahead.
    /// </summary>
    private void MoveTo(StreamDraws draws, long step)
    {
        draws.MoveTo(step, Progress);
        generator.MoveTo(GeneratorSteps);
        discriminator.MoveTo(GeneratorSteps);
    }
}
