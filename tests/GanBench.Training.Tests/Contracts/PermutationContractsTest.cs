using FsCheck;
using FsCheck.Fluent;
using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;
using GanBench.Training.Tests.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>The order of a batch means nothing: no technique's losses may depend on it.</summary>
/// <remarks>
/// Real samples, latent vectors and the technique's noise are put in another order together, so techniques that pair a real sample with a
/// generated one by index, or that draw noise for every sample, are no exception. What is judged together (a pack) stays together.
/// </remarks>
[TestFixtureSource(nameof(Names))]
public sealed class PermutationContractsTest(string name)
{
    private const int Inputs = 6;

    /// <summary>Sums of 6 float32 terms run in another order; looking ahead with Adam divides small gradients by their own size.</summary>
    private const double Tolerance = 1e-4;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(10).WithQuietOnSuccess(true).WithReplay(20240517, 7);

    /// <summary>
    /// With several generators a place in the batch says which of them made the sample, so another order is another batch.
    /// </summary>
    private static readonly string[] WithSeveralGenerators = ["mad-gan", "mgan"];

    private static IEnumerable<string> Names => KnownTechniques.All.Select(known => known.Definition.Name).Except(WithSeveralGenerators);

    [Test]
    public void Losses_OfABatchInAnotherOrder_Stay() => Check.One(Config, Prop.ForAll(
        (from seed in Gen.Choose(0, 1000) from order in Gen.Shuffle(Enumerable.Range(0, Inputs)) select (seed, order)).ToArbitrary(),
        one => AssertSameLosses(one.seed, one.order)));

    private void AssertSameLosses(int seed, int[] order)
    {
        using var scope = NewDisposeScope();
        var technique = KnownTechniques.Create(Cells.Cell("ring8", name, seed: 0).Technique);
        var settings = Cells.SettingsOf("points-mlp128", technique);
        var networks = settings.For(new Ring(), technique.Rules);
        SeedStream[] streams = [SeedStream.FromSeed(seed)];
        using var generator = Side.Start(
            technique.Rules.Generator(networks), technique.Rules.Companion?.Invoke(networks), Optimiser.Of(settings.Generator), streams);
        using var discriminator = Side.Start(
            technique.Rules.Discriminator(networks),
            null,
            technique.Rules.DiscriminatorOptimiser(Optimiser.Of(settings.Discriminator)),
            streams);

        var (discriminatorLoss, generatorLoss) = Losses([.. Enumerable.Range(0, Inputs)]);
        var (discriminatorShuffled, generatorShuffled) = Losses(order);

        Assert.Multiple(() =>
        {
            Assert.That(
                discriminatorShuffled,
                Is.EqualTo(discriminatorLoss).Within(Tolerance * Math.Max(1, Math.Abs(discriminatorLoss))),
                "discriminator");
            Assert.That(generatorShuffled, Is.EqualTo(generatorLoss).Within(Tolerance * Math.Max(1, Math.Abs(generatorLoss))), "generator");
        });

        (float Discriminator, float Generator) Losses(int[] inOrder)
        {
            var noise = new Reordered(new StreamNoise(streams, 0), inOrder, technique.Rules.SamplesPerInput);
            var samples = Inputs * technique.Rules.SamplesPerInput;
            var draws = new GivenDraws(
                noise.Normal("given real", 1, samples, 2),
                noise.Normal("given latent", 1, samples, settings.Latent),
                noise,
                noise.Normal("given other latent", 1, samples, settings.Latent));
            return (
                Turn.OfDiscriminator(technique.Rules, generator, discriminator, draws)
                    .DiscriminatorObjective(discriminator.Parameters).item<float>(),
                Turn.OfGenerator(technique.Rules, generator, discriminator, draws).GeneratorObjective().item<float>());
        }
    }

    /// <summary>The same numbers in another order of the inputs; what is drawn for a batch as a whole stays as it is.</summary>
    private sealed class Reordered(Noise noise, int[] order, int samplesPerInput) : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => Reorder(noise.Uniform(name, shape));

        public override Tensor Normal(string name, params long[] shape) => Reorder(noise.Normal(name, shape));

        private Tensor Reorder(Tensor values)
        {
            var rows = values.dim() > 1 ? values.size(1) : 1;
            long[] indices = rows == order.Length
                ? [.. order.Select(input => (long)input)]
                : rows == order.Length * samplesPerInput
                ? [.. order.SelectMany(input => Enumerable.Range(input * samplesPerInput, samplesPerInput).Select(row => (long)row))]
                : [];
            return indices.Length == 0 ? values : values.index_select(1, tensor(indices));
        }
    }
}
