using GanBench.Datasets;
using GanBench.Experiments.Running;
using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Training.Networks;
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
    private readonly NetworkProfile profile;
    private readonly int dimension;
    private readonly int samplesPerBatch;
    private readonly int generatorStepsPlanned;
    private readonly Side generator;
    private readonly Side discriminator;
    private readonly SeedStream[] evaluationLatents;
    private readonly StreamDraws discriminatorDraws;
    private readonly StreamDraws generatorDraws;
    private readonly Func<StreamDraws> evaluationDraws;

    /// <param name="dataset">What is learned.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="technique">What is tried.</param>
    /// <param name="profile">Sizes and optimiser settings.</param>
    /// <param name="generatorSteps">Generator updates of the whole run, at least 1: what changes over a run is paced by it.</param>
    /// <param name="seeds">One seed a replica; R of them.</param>
    public Game(Dataset dataset, TrainingData data, Technique technique, NetworkProfile profile, int generatorSteps, IReadOnlyList<int> seeds)
    {
        rules = technique.Rules;
        this.profile = profile = OwnSettings.Over(profile, rules);
        dimension = dataset.Dimension;
        generatorStepsPlanned = generatorSteps;
        SeedStream[] roots = [.. seeds.Select(SeedStream.FromSeed)];
        SeedStream[] Streams(params string[] path) => [.. roots.Select(root => path.Aggregate(root, (stream, name) => stream.Derive(name)))];
        var networks = profile.For(dataset, rules);
        generator = Side.Start(
            rules.Generator(networks),
            rules.Companion?.Invoke(networks),
            rules.GeneratorOptimiser(profile.GeneratorOptimiser),
            Streams("initial-weights", "generator"));
        discriminator = Side.Start(
            rules.Discriminator(networks),
            null,
            rules.DiscriminatorOptimiser(profile.DiscriminatorOptimiser),
            Streams("initial-weights", "discriminator"));
        evaluationLatents = Streams("evaluation", "latent");
        samplesPerBatch = profile.BatchSize * rules.SamplesPerInput;
        discriminatorDraws = new StreamDraws(
            data, Streams("data"), Streams("latent", "discriminator"), Streams("technique"), samplesPerBatch, dataset.SampleShape, profile.LatentDimension);
        generatorDraws = new StreamDraws(
            data, Streams("data", "generator"), Streams("latent", "generator"), Streams("technique", "generator"), samplesPerBatch, dataset.SampleShape, profile.LatentDimension);
        evaluationDraws = () => new StreamDraws(
            data,
            Streams("evaluation", "discriminator", "data"),
            Streams("evaluation", "discriminator", "latent"),
            Streams("evaluation", "discriminator", "technique"),
            samplesPerBatch,
            dataset.SampleShape,
            profile.LatentDimension);
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
    public int DiscriminatorStepsPerGeneratorStep => OwnSettings.DiscriminatorSteps(rules);

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
    public float[] UpdateDiscriminator(Span<double> gradientNorms = default)
    {
        using var scope = NewDisposeScope();
        discriminatorDraws.MoveTo(DiscriminatorSteps, Progress);
        var turn = Turn.OfDiscriminator(rules, generator, discriminator, discriminatorDraws);
        var loss = turn.DiscriminatorObjective(discriminator.Parameters);
        discriminator.Minimise(loss, gradientNorms);
        rules.AfterDiscriminatorStep?.Invoke(discriminator.Network.Layout, discriminator.Parameters);
        DiscriminatorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <inheritdoc/>
    public float[] UpdateGenerator(Span<double> gradientNorms = default)
    {
        using var scope = NewDisposeScope();
        generatorDraws.MoveTo(GeneratorSteps, Progress);
        var loss = Turn.OfGenerator(rules, generator, discriminator, generatorDraws).GeneratorObjective();
        generator.Minimise(loss, gradientNorms);
        GeneratorSteps++;
        return loss.data<float>().ToArray();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A generator that looks across its batch must see batches like those it was trained on, so whole ones are generated and the surplus is
    /// cut off: a sample does not depend on how many are asked for.
    /// </remarks>
    public Samples[] Sample(int count)
    {
        using var _ = no_grad();
        var batches = (count + samplesPerBatch - 1) / samplesPerBatch;
        var latentsPerBatch = samplesPerBatch * profile.LatentDimension;
        var drawn = Array.ConvertAll(evaluationLatents, stream =>
        {
            var values = new float[batches * latentsPerBatch];
            stream.Normal(GeneratorSteps, values);
            return values;
        });
        var samples = Array.ConvertAll(drawn, _ => new float[count * dimension]);
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            float[] latents = [.. drawn.SelectMany(values => values.AsSpan(batch * latentsPerBatch, latentsPerBatch).ToArray())];
            var input = tensor(latents, [Replicas, samplesPerBatch, profile.LatentDimension]);
            var generated = generator.Apply(generator.Parameters, input).Output.data<float>().ToArray();
            var (start, rows) = (batch * samplesPerBatch, Math.Min(samplesPerBatch, count - (batch * samplesPerBatch)));
            for (var r = 0; r < Replicas; r++)
                generated.AsSpan(r * samplesPerBatch * dimension, rows * dimension).CopyTo(samples[r].AsSpan(start * dimension));
        }

        return Array.ConvertAll(samples, values => new Samples(values, dimension));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// It is shown what the technique shows it, in batches like those it was trained on, with the noise of its last update's share of the run;
    /// enough whole batches for 500 inputs of either kind. <see cref="Changes.RealScore"/> says which way its answers point.
    /// </remarks>
    public double[] MeasureDiscriminator()
    {
        using var _ = no_grad();
        var draws = evaluationDraws();
        var batches = (AccuracyInputs + profile.BatchSize - 1) / profile.BatchSize;
        var inputs = batches * profile.BatchSize;
        var (real, fake) = (new float[Replicas * inputs], new float[Replicas * inputs]);
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            draws.MoveTo((GeneratorSteps * batches) + batch, (double)Math.Max(0, GeneratorSteps - 1) / generatorStepsPlanned);
            var scores = Turn.OfDiscriminator(rules, generator, discriminator, draws).Scores();
            Keep(scores.Real, real, batch);
            Keep(scores.Fake, fake, batch);
        }

        return [.. Enumerable.Range(0, Replicas).Select(r => DiscriminatorAccuracy.Of(real.AsSpan(r * inputs, inputs), fake.AsSpan(r * inputs, inputs)))];

        void Keep(Tensor scores, float[] all, int batch)
        {
            var values = scores.data<float>().ToArray();
            for (var r = 0; r < Replicas; r++)
                values.AsSpan(r * profile.BatchSize, profile.BatchSize).CopyTo(all.AsSpan((r * inputs) + (batch * profile.BatchSize)));
        }
    }

    /// <inheritdoc/>
    public GameState Save() => new(GeneratorSteps, DiscriminatorSteps, generator.Save(), discriminator.Save());

    /// <inheritdoc/>
    public void Restore(GameState state)
    {
        if (!generator.Fits(state.Generator) || !discriminator.Fits(state.Discriminator))
            throw new ForeignStateException("it is the state of other networks or optimisers");
        generator.Restore(state.Generator);
        discriminator.Restore(state.Discriminator);
        (GeneratorSteps, DiscriminatorSteps) = (state.GeneratorSteps, state.DiscriminatorSteps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        generator.Dispose();
        discriminator.Dispose();
    }

    private double Progress => (double)GeneratorSteps / generatorStepsPlanned;
}
