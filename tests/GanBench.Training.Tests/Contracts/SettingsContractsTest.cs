using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>
/// What every setting must keep: it changes what is trained, replicas stay apart, and a game goes on from its state as if nothing had been.
/// </summary>
[TestFixtureSource(nameof(Cases))]
public sealed class SettingsContractsTest(string profile, string technique, string said)
{
    private const int GeneratorSteps = 6;

    private static readonly double[] Decays = [0.5, 0.9];

    private static IEnumerable<object[]> Cases =>
    [
        .. new[]
        {
            "latent=3", "batch=7", "output=tanh", "latent-distribution=uniform", "discriminator-steps=3", "training-samples=20",
            "activation=tanh", "activation=leaky-relu", "activation=leaky-relu slope=0.01", "activation=softplus", "activation=elu",
            "activation=maxout-3", "generator.widths=32,16,8", "discriminator.widths=9",
            "initialisation=he", "initialisation=glorot", "initialisation=normal", "gain=0.5", "initialisation=normal deviation=0.1",
            "batch-normalisation=batch", "batch-normalisation=population", "generator.batch-normalisation=population",
            "discriminator.batch-normalisation=population",
            "optimiser=rmsprop", "optimiser=rmsprop decay=0.5", "optimiser=sgd rate=0.1", "optimiser=sgd rate=0.01 momentum=0.9",
            "optimiser=sgd rate=0.01 generator.momentum=0.9", "rate=0.01", "beta1=0.9", "beta2=0.9", "epsilon=0.1",
            "schedule=linear-to-zero", "schedule=cosine-to-zero schedule-from=0", "generator.warm-up=4",
            "schedule=linear-to-zero warm-up=2",
        }.Select(said => new object[] { "points-mlp128", "ns-gan", said }),
        .. new[]
        {
            "activation=maxout-2", "batch-normalisation=population", "output=linear", "initialisation=orthogonal gain=0.5",
            "generator.channels=3",
        }.Select(said => new object[] { "images-dcgan", "ns-gan", "channels=4 " + said }),
        ["points-mlp128", "unrolled-5", "optimiser=sgd rate=0.05 momentum=0.9 schedule=linear-to-zero schedule-from=0"],
        ["points-mlp128", "unrolled-1", "optimiser=rmsprop schedule=cosine-to-zero"],
        ["points-mlp128", "wgan-gp", "activation=maxout-2 training-samples=10 batch-normalisation=population"],
        ["points-mlp128", "r1", "activation=elu"],
        ["points-mlp128", "d2gan", "batch-normalisation=population"],
        ["points-mlp128", "mgan", "batch-normalisation=batch activation=maxout-2"],
        ["points-mlp128", "minibatch-discrimination", "batch-normalisation=population activation=maxout-2"],
        ["points-mlp128", "spectral-norm", "activation=softplus generator.batch-normalisation=batch"],
        ["points-mlp128", "veegan", "batch-normalisation=population latent=5 generator.widths=12,7"],
        ["points-mlp128", "wgan", "schedule=linear-to-zero batch-normalisation=population"],
    ];

    [Test]
    public void Setting_ChangesWhatIsTrained_AndItStaysFinite()
    {
        using var changed = Start(said, 0);
        using var usual = Start(profile == "images-dcgan" ? "channels=4" : "batch=16", 0);
        Train(changed, GeneratorSteps);
        Train(usual, GeneratorSteps);

        Assert.That(All(changed), Is.All.Matches<float>(float.IsFinite));
        Assert.That(All(changed).AsSpan().SequenceEqual(All(usual)), Is.False);
    }

    [Test]
    public void TwoReplicas_EqualTwoGames_BitForBit()
    {
        using var together = Start(said, 0, 1);
        using var first = Start(said, 0);
        using var second = Start(said, 1);
        foreach (var game in new[] { together, first, second })
            Train(game, 3);

        Assert.Multiple(() =>
        {
            foreach (var (replica, alone) in new[] { (0, first), (1, second) })
            {
                var (generator, discriminator) = (alone.GeneratorWeights, alone.DiscriminatorWeights);
                Assert.That(together.GeneratorWeights.Of(replica).SequenceEqual(generator.Of(0)), $"generator {replica}");
                Assert.That(together.DiscriminatorWeights.Of(replica).SequenceEqual(discriminator.Of(0)), $"discriminator {replica}");
                Assert.That(together.Sample(9)[replica].Values.Span.SequenceEqual(alone.Sample(9)[0].Values.Span), $"samples {replica}");
                Assert.That(together.MeasureDiscriminator()[replica], Is.EqualTo(alone.MeasureDiscriminator()[0]), $"accuracy {replica}");
            }
        });
    }

    [Test]
    public void Game_ContinuedFromItsState_EndsWithTheSameBits()
    {
        using var undisturbed = Start(said, 0);
        using var stopped = Start(said, 0);
        using var continued = Start(said, 0);
        Train(stopped, 2);
        continued.Restore(stopped.Save());
        stopped.Sample(5, Decays[0]);
        Train(undisturbed, GeneratorSteps);
        Train(continued, GeneratorSteps);

        Assert.That(All(continued).AsSpan().SequenceEqual(All(undisturbed)));
        foreach (var decay in Decays)
            Assert.That(Samples(continued, decay).SequenceEqual(Samples(undisturbed, decay)), $"average {decay}");
    }

    private static void Train(Game game, int until)
    {
        while (game.GeneratorSteps < until)
        {
            for (var i = 0; i < game.DiscriminatorStepsPerGeneratorStep; i++)
                game.UpdateDiscriminator();
            game.UpdateGenerator();
        }
    }

    private static float[] All(Game game) =>
    [
        .. game.GeneratorWeights.Values,
        .. game.DiscriminatorWeights.Values,
        .. Samples(game, null),
        (float)game.MeasureDiscriminator()[0],
    ];

    private static float[] Samples(Game game, double? decay) => game.Sample(9, decay)[0].Values.ToArray();

    private Game Start(string settings, params int[] seeds)
    {
        Dataset dataset = profile == "images-dcgan" ? new RandomImages() : new Ring();
        var flat = SettingLayers.Effective(KnownProfiles.Find(profile).Values, Said("batch=16 widths=24,16"), Said(settings));
        var tried = KnownTechniques.Create(Cells.Cell("ring8", technique, seed: 0).Technique);
        Assert.That(GameRefusal.Of(GameSettings.From(flat), dataset.SampleShape, tried.Rules), Is.Null);
        var game = new Game(dataset, dataset.Open(Cells.NoFiles, null, default), tried, GameSettings.From(flat), GeneratorSteps, seeds);
        game.Average([.. Decays]);
        return game;
    }

    private static Dictionary<string, SettingValue> Said(string settings) => settings.Split(' ').Select(one => one.Split('=')).ToDictionary(
        pair => pair[0],
        pair => pair[0].EndsWith("widths", StringComparison.Ordinal) ? SettingValue.Of([.. pair[1].Split(',').Select(double.Parse)])
            : double.TryParse(pair[1], out var number) ? number
            : (SettingValue)pair[1]);
}
