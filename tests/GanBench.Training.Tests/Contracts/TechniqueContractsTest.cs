using System.Text.Json;
using System.Text.RegularExpressions;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Records;
using GanBench.Files;
using GanBench.Randomness;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;
using GanBench.Training.Tests.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>What every technique of the catalogue must keep, so that a newcomer inherits the tests.</summary>
[TestFixtureSource(nameof(Names))]
public sealed partial class TechniqueContractsTest(string name)
{
    private static IEnumerable<string> Names => KnownTechniques.All.Select(known => known.Definition.Name);

    private static readonly string[] PointDatasets = ["ring8", "grid25"];

    [TestCaseSource(nameof(PointDatasets))]
    public void Run_SameSeedTwice_GivesTheSameBytes(string dataset)
    {
        var run = Cells.Cell(dataset, name, seed: 3);

        var (once, again) = (Bytes(Result(run)), Bytes(Result(run)));

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void Run_OtherSeed_GivesOtherWeights() =>
        Assert.That(
            Result(Cells.Cell("ring8", name, seed: 1)).WeightsDigest,
            Is.Not.EqualTo(Result(Cells.Cell("ring8", name, seed: 2)).WeightsDigest));

    [Test]
    public void FourReplicas_EqualFourRuns_BitForBit()
    {
        var runs = Enumerable.Range(0, 4).Select(seed => Cells.Cell("ring8", name, seed)).ToArray();

        var together = Cells.Train(runs, null, default).Select(run => Bytes(run.Result)).ToArray();

        Assert.That(together, Is.EqualTo(runs.Select(run => Bytes(Result(run))).ToArray()));
    }

    [Test]
    public void EvaluatingMoreOften_LeavesTheWeightsAndTheLastEvaluationAlone()
    {
        var (seldom, often) =
            (Result(Cells.Cell("ring8", name, seed: 5, checkpoints: 1)), Result(Cells.Cell("ring8", name, seed: 5, checkpoints: 12)));

        Assert.That(often.WeightsDigest, Is.EqualTo(seldom.WeightsDigest));
        Assert.That(Json(often.Trajectory[^1]), Is.EqualTo(Json(seldom.Trajectory[^1])));

        static string Json(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, RecordJson.Compact);
    }

    // The generator stays as it began, a cloud without modes, so any discriminator that learns comes to score real inputs above generated
    // ones. Guessing gives 0.5 with a standard error of 0.018; 200 updates give 0.69 to 1.
    [Test]
    public void DiscriminatorAccuracy_OfADiscriminatorThatLearnsAlone_PointsTheRightWay()
    {
        using var game = new Game(
            new Ring(), new Ring().Open(Cells.NoFiles, null, default), Technique,
            Cells.SettingsOf("points-mlp128", Technique), generatorSteps: 1000, [0, 1]);
        for (var step = 0; step < 200; step++)
            game.UpdateDiscriminator();

        Assert.That(game.MeasureDiscriminator(), Is.All.InRange(0.6, 1));
    }

    [Test]
    public void TrainingFacts_AreThereAtEveryCheckpoint_AndGradientsFromTheFirstUpdateOn()
    {
        var trajectory = Result(Cells.Cell("ring8", name, seed: 4)).Trajectory;

        Assert.Multiple(() =>
        {
            Assert.That(trajectory.Select(evaluation => evaluation.Training!.DiscriminatorAccuracy), Is.All.InRange(0, 1));
            Assert.That(trajectory[0].Training, Has.Property("DiscriminatorGradientNorm").NaN.And.Property("GeneratorGradientNorm").NaN);
            Assert.That(
                trajectory.Skip(1).Select(evaluation => evaluation.Training!.DiscriminatorGradientNorm),
                Is.All.GreaterThan(0).And.All.Matches<double>(double.IsFinite));
            Assert.That(
                trajectory.Skip(1).Select(evaluation => evaluation.Training!.GeneratorGradientNorm),
                Is.All.GreaterThan(0).And.All.Matches<double>(double.IsFinite));
        });
    }

    [Test]
    public void Run_LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();

        Cells.Train([Cells.Cell("ring8", name, seed: 0)], null, default);

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void Result_SurvivesAJsonRoundTrip()
    {
        var result = Result(Cells.Cell("grid25", name, seed: 0));

        var copy = JsonSerializer.Deserialize<RunResult>(Bytes(result), RecordJson.Compact)!;

        Assert.That(Bytes(copy), Is.EqualTo(Bytes(result)));
    }

    [Test]
    public void Objectives_OnIdenticalSamples_AreFiniteWithFiniteGradients()
    {
        using var scope = NewDisposeScope();
        var technique = Technique;
        var settings = Cells.SettingsOf("points-mlp128", technique);
        var networks = settings.For(new Ring(), technique.Rules);
        SeedStream[] streams = [SeedStream.FromSeed(0)];
        using var generator = Side.Start(
            technique.Rules.Generator(networks), technique.Rules.Companion?.Invoke(networks), Optimiser.Of(settings.Generator), streams);
        using var discriminator = Side.Start(
            technique.Rules.Discriminator(networks),
            null,
            technique.Rules.DiscriminatorOptimiser(Optimiser.Of(settings.Discriminator)),
            streams);

        // A latent vector of zeros for every sample gives the same sample every time: a wholly collapsed generator.
        var same = full([1, 8 * technique.Rules.SamplesPerInput, 2], 0.5f);
        // Another batch of latent vectors is never the same one again.
        var latents = zeros([1, same.size(1), settings.Latent]);
        var draws = new GivenDraws(same, latents, new StreamNoise(streams, 0), otherLatent: ones_like(latents));

        var discriminatorLoss =
            Turn.OfDiscriminator(technique.Rules, generator, discriminator, draws).DiscriminatorObjective(discriminator.Parameters);
        var generatorLoss = Turn.OfGenerator(technique.Rules, generator, discriminator, draws).GeneratorObjective();

        Assert.Multiple(() =>
        {
            AssertFinite(discriminatorLoss);
            AssertFinite(autograd.grad([discriminatorLoss.sum()], [discriminator.Parameters])[0]);
            AssertFinite(generatorLoss);
            AssertFinite(autograd.grad([generatorLoss.sum()], [generator.Parameters])[0]);
        });

        static void AssertFinite(Tensor values) => Assert.That(values.data<float>().ToArray(), Is.All.Matches<float>(float.IsFinite));
    }

    // A place that Changes.Then forgets would be lost in every combination.
    [Test]
    public void Changes_BesideNone_StayAsTheyAre()
    {
        var changes = Technique.Changes;

        Assert.Multiple(() =>
        {
            foreach (var together in new[] { Changes.None.Then(changes), changes.Then(Changes.None) })
            {
                Assert.That(together.Settings, Is.EqualTo(changes.Settings));
                Assert.That(together with { Settings = changes.Settings }, Is.EqualTo(changes));
            }
        });
    }

    [Test]
    public void Settings_OfItsOwn_AreSettingsOfAGame()
    {
        foreach (var (written, value) in Technique.Changes.Settings)
        {
            foreach (var name in SettingLayers.FlatNames(written))
            {
                var definition = name.Split('.') is [_, var ofSide]
                    ? GameSettings.Side.SingleOrDefault(setting => setting.Name == ofSide)
                    : GameSettings.Whole.SingleOrDefault(setting => setting.Name == name);

                Assert.That(definition?.Allows(value), Is.True, $"{name} {value}");
            }
        }
    }

    [Test]
    public void Definition_HasAWellFormedCitationAndDescribedParameters()
    {
        var definition = KnownTechniques.All.Single(known => known.Definition.Name == name).Definition;

        Assert.Multiple(() =>
        {
            Assert.That(name, Does.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(definition.Source, Is.Not.Null);
            Assert.That(definition.Source!.ArXiv, Does.Match(ArXivId()));
            Assert.That(definition.Source.Year, Is.InRange(2014, 2030));
            Assert.That(definition.Summary, Does.EndWith("."));
            Assert.That(definition.Parameters, Is.All.Matches<Definitions.SettingDefinition>(
                parameter => parameter is { Meaning.Length: > 0, Default: { } usual } && parameter.Allows(usual)));
        });
    }

    private Technique Technique => KnownTechniques.All.Single(known => known.Definition.Name == name).Default;

    private static RunResult Result(Experiments.Plans.PlannedRun run) => Cells.Train([run], null, default)[0].Result;

    private static byte[] Bytes(RunResult result) => JsonSerializer.SerializeToUtf8Bytes(result, RecordJson.Compact);

    [GeneratedRegex(@"^\d{4}\.\d{4,5}$")]
    private static partial Regex ArXivId();
}
