using System.Security.Cryptography;
using GanBench.Datasets;
using GanBench.Files;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>
/// What the known profiles train to, on points drawn afresh and on noise in place of images: first 16 digits of the SHA-256 of generator,
/// discriminator and ten samples, taken before profiles became data. A change that moves one must raise the profile's version, or the
/// technique's.
/// </summary>
public sealed class KnownProfilesContractsTest
{
    [TestCase("points-mlp128", "ns-gan", 3, "157ae6c9ca1a948f")]
    [TestCase("points-mlp128", "veegan", 2, "6a868aa8b0c9b05c")]
    [TestCase("points-mlp128", "wgan", 1, "4b6bd22d08ad226c")]
    [TestCase("points-mlp128", "mgan", 2, "d638a7f3c850db03")]
    [TestCase("points-mlp128", "ttur", 2, "50b765b9432a00e2")]
    [TestCase("points-tanh128", "ns-gan", 3, "53254ecefa7e2bd1")]
    [TestCase("points-tanh128", "unrolled-5", 2, "89ad16411311f049")]
    [TestCase("points-tanh128", "minibatch-discrimination", 2, "7b6ab13e1d90bf46")]
    [TestCase("points-tanh128", "spectral-norm", 2, "9c3f9086779cae82")]
    [TestCase("images-mlp256", "ns-gan", 1, "be486feec612d3a5")]
    [TestCase("images-mlp256", "veegan", 1, "017f877dc5974bf8")]
    [TestCase("images-dcgan", "ns-gan", 1, "ad536479894d513b")]
    [TestCase("images-dcgan", "spectral-norm", 1, "d5b891839b282270")]
    [TestCase("images-dcgan", "mad-gan", 1, "6ce000a122f8723a")]
    [TestCase("images-dcgan", "r1", 1, "6034dc92ffce05a3")]
    public void Weights_OfAKnownProfile_HaveTheBitsTheyAlwaysHad(string profile, string name, int generatorSteps, string digest)
    {
        Dataset dataset = profile.StartsWith("images", StringComparison.Ordinal) ? new RandomImages() : new Ring();
        var technique = KnownTechniques.Create(Cells.Cell("ring8", name, seed: 0).Technique);
        using var game = new Game(
            dataset, dataset.Open(Cells.NoFiles, null, default), technique, Cells.SettingsOf(profile, technique), generatorSteps: 10, [0]);
        for (var step = 0; step < generatorSteps; step++)
        {
            for (var i = 0; i < game.DiscriminatorStepsPerGeneratorStep; i++)
                game.UpdateDiscriminator();
            game.UpdateGenerator();
        }

        var bytes = SHA256.HashData(
        [
            .. WeightsFile.Bytes(game.GeneratorWeights.Of(0)),
            .. WeightsFile.Bytes(game.DiscriminatorWeights.Of(0)),
            .. WeightsFile.Bytes(game.Sample(10)[0].Values.Span),
        ]);
        Assert.That(Convert.ToHexStringLower(bytes)[..16], Is.EqualTo(digest));
    }
}
