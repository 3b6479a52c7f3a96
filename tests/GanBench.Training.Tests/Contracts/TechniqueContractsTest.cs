using System.Text.Json;
using System.Text.RegularExpressions;
using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Records;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

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
        Assert.That(Result(Cells.Cell("ring8", name, seed: 1)).WeightsDigest, Is.Not.EqualTo(Result(Cells.Cell("ring8", name, seed: 2)).WeightsDigest));

    [Test]
    public void FourReplicas_EqualFourRuns_BitForBit()
    {
        var runs = Enumerable.Range(0, 4).Select(seed => Cells.Cell("ring8", name, seed)).ToArray();

        var together = Cells.Train(runs, null, default).Select(run => Bytes(run.Result)).ToArray();

        Assert.That(together, Is.EqualTo(runs.Select(run => Bytes(Result(run))).ToArray()));
    }

    [Test]
    public void EvaluatingMoreOften_LeavesTheWeightsAlone() =>
        Assert.That(
            Result(Cells.Cell("ring8", name, seed: 5, checkpoints: 1)).WeightsDigest,
            Is.EqualTo(Result(Cells.Cell("ring8", name, seed: 5, checkpoints: 12)).WeightsDigest));

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
    public void Losses_OnIdenticalSamples_AreFiniteWithFiniteGradients()
    {
        using var scope = NewDisposeScope();
        var technique = KnownTechniques.Create(Cells.Cell("ring8", name, seed: 0).Technique);
        var discriminator = KnownProfiles.PointsPerceptron.Discriminator(new Ring(), technique);
        var layout = discriminator.Layout;
        var stream = SeedStream.FromSeed(0);
        var parameters = tensor(layout.Initial(stream), [1, layout.Count]).requires_grad_();
        var same = tensor(Enumerable.Repeat(0.5f, 16).ToArray(), [1, 8, 2]);

        var discriminatorLoss = Objectives.OfDiscriminator(technique, discriminator, parameters, same, same, new StreamNoise([stream], 0));
        var generatorLoss = Objectives.OfGenerator(technique, discriminator, parameters.detach(), same.clone().requires_grad_());
        var gradient = autograd.grad([discriminatorLoss.sum()], [parameters])[0];

        Assert.Multiple(() =>
        {
            Assert.That(discriminatorLoss.item<float>(), Is.Not.NaN.And.GreaterThan(float.NegativeInfinity).And.LessThan(float.PositiveInfinity));
            Assert.That(generatorLoss.item<float>(), Is.Not.NaN.And.GreaterThan(float.NegativeInfinity).And.LessThan(float.PositiveInfinity));
            Assert.That(gradient.data<float>().ToArray(), Is.All.Matches<float>(float.IsFinite));
        });
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
            Assert.That(definition.Parameters, Is.All.Matches<Experiments.ParameterDefinition>(
                parameter => parameter.Meaning.Length > 0 && parameter.Minimum <= parameter.Default && parameter.Default <= parameter.Maximum));
        });
    }

    private static RunResult Result(Experiments.PlannedRun run) => Cells.Train([run], null, default)[0].Result;

    private static byte[] Bytes(RunResult result) => JsonSerializer.SerializeToUtf8Bytes(result, RecordJson.Compact);

    [GeneratedRegex(@"^\d{4}\.\d{4,5}$")]
    private static partial Regex ArXivId();
}
