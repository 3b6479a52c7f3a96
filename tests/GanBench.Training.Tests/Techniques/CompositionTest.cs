using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class CompositionTest
{
    [TestCase("dragan", "r1", "another slope")]
    [TestCase("r1-r2", "dragan", "another slope")]
    [TestCase("wgan-gp", "r1", "another slope")]
    [TestCase("wgan", "spectral-norm", "clipping")]
    [TestCase("veegan", "pacgan-2", "pairs")]
    [TestCase("d2gan", "r1", "slope")]
    [TestCase("hinge", "lsgan", "what the discriminator minimises")]
    [TestCase("minimax", "rpgan", "what the generator minimises")]
    [TestCase("pacgan-2", "pacgan-3", "the same technique")]
    public void Refusal_OfACombinationThatMakesNoSense_TellsWhy(string first, string second, string reason) =>
        Assert.That(Composition.Refusal([(first, Known(first)), (second, Known(second))]), Does.Contain(reason));

    [TestCase("hinge", "spectral-norm")]
    [TestCase("pacgan-2", "r1")]
    [TestCase("instance-noise", "r1-r2")]
    [TestCase("lsgan", "unrolled-5")]
    [TestCase("minibatch-discrimination", "wgan-gp")]
    public void Refusal_OfWhatPapersCombine_IsNone(string first, string second) =>
        Assert.That(Composition.Refusal([(first, Known(first)), (second, Known(second))]), Is.Null);

    // A penalty on generated samples depends on the generator, and what is looked ahead through depends on the penalty.
    [TestCase("r1-r2")]
    [TestCase("wgan-gp")]
    public void GeneratorGradient_LookingAheadThroughAPenalty_EqualsFiniteDifferences(string penalty)
    {
        using var scope = NewDisposeScope();
        var technique = new Composition([Known("unrolled-1"), Known(penalty)]);
        var smooth = new SideSettings("tanh", InitialisationKind.Normal, OptimiserKind.Sgd, Rate: 0.1, Widths: [8], Deviation: 0.7);
        var settings = new GameSettings(NetworkFamily.Perceptron, Latent: 4, Batch: 8, Output: "linear")
        {
            Generator = smooth,
            Discriminator = smooth with { Widths = [8, 8] },
        };
        var networks = settings.For(new Ring(), technique.Rules);
        SeedStream[] streams = [SeedStream.FromSeed(1)];
        using var generator = Side.Start(technique.Rules.Generator(networks), null, Optimiser.Of(settings.Generator), streams);
        using var discriminator = Side.Start(technique.Rules.Discriminator(networks), null, Optimiser.Of(settings.Discriminator), streams);
        var noise = new StreamNoise(streams, 0);
        var draws = new GivenDraws(noise.Normal("given real", 1, 8, 2), noise.Normal("given latent", 1, 8, 4), noise);

        var gradient = autograd.grad([Loss().sum()], [generator.Parameters])[0];
        var direction = noise.Normal("direction", 1, generator.Parameters.size(1));
        var slope = (gradient * direction).sum().item<float>();

        // Central differences: the step's square and float32's 1e-7 / step both leave well under a percent.
        const double Step = 1e-3;
        var expected = (At(Step) - At(-Step)) / (2 * Step);
        Assert.That(slope, Is.EqualTo(expected).Within(0.01 * Math.Abs(expected)));

        Tensor Loss() => Turn.OfGenerator(technique.Rules, generator, discriminator, draws).GeneratorObjective();

        double At(double step)
        {
            using (no_grad())
                generator.Parameters.add_(direction, step);
            var loss = Loss().item<float>();
            using (no_grad())
                generator.Parameters.add_(direction, -step);
            return loss;
        }
    }

    private static Technique Known(string name) => KnownTechniques.Create(Cells.Cell("ring8", name, seed: 0).Technique);
}
