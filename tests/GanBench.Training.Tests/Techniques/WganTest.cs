using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class WganTest
{
    // L_D = psi theta - psi x, L_G = -psi theta: products and differences of these numbers are exact in float32.
    [TestCase(0.5, -1.5, 0.75)]
    [TestCase(-3.0, 0.25, 2.0)]
    public void Losses_OnDiracGan_EqualClosedForm(double psi, double theta, double real)
    {
        Assert.Multiple(() =>
        {
            Assert.That(DiracGan.Discriminator(new Wgan(), psi, theta, real), Is.EqualTo(((psi * theta) - (psi * real), theta - real)));
            Assert.That(DiracGan.Generator(new Wgan(), psi, theta, real), Is.EqualTo((-psi * theta, -psi)));
        });
    }

    [Test]
    public void AfterDiscriminatorStep_ClipsTrainedBlocksAndLeavesOthersAlone()
    {
        using var scope = NewDisposeScope();
        var layout = new ParameterLayout([Block("a", 3), Block("memory", 2, trained: false), Block("b", 2)]);
        float[] values = [-0.5f, 0.25f, 0.125f, 9f, -9f, 0.75f, -0.1f, 0.3f, -0.25f, -8f, 0.01f, 7f, 0f, -0.26f];
        var parameters = tensor(values, [2, 7]).requires_grad_();

        new Wgan(Clip: 0.25).Rules.AfterDiscriminatorStep!(layout, parameters);

        Assert.That(parameters.data<float>().ToArray(), Is.EqualTo(new[]
        {
            -0.25f, 0.25f, 0.125f, 9f, -9f, 0.25f, -0.1f, 0.25f, -0.25f, -0.25f, 0.01f, 7f, 0f, -0.25f,
        }));
    }

    // The profile's weights start far outside a cube of 0.01, what the weight rule remembers starts at 5 and is no parameter of the critic.
    [Test]
    public void Game_WithAWeightRule_ClipsTheCriticOnlyAndKeepsWhatTheRuleRemembers()
    {
        var technique = new Composition([new Wgan(), new Halved()]);
        var layout = Known.Points.For(new Ring(), technique.Rules).Discriminator().Layout;
        var data = new Ring().Open(Cells.NoFiles, null, default);
        using var game = new Game(new Ring(), data, technique, Known.Points, generatorSteps: 1, seeds: [0, 1]);
        var before = Largest(game.DiscriminatorParameters, layout, trained: true);

        game.UpdateDiscriminator();
        game.UpdateGenerator();

        using var scope = NewDisposeScope();
        Assert.Multiple(() =>
        {
            Assert.That(layout.Blocks.Count(block => !block.Trained), Is.EqualTo(3));
            Assert.That(before, Is.GreaterThan(0.1f));
            Assert.That(Largest(game.DiscriminatorParameters, layout, trained: true), Is.EqualTo(0.01f));
            Assert.That(Largest(game.DiscriminatorParameters, layout, trained: false), Is.EqualTo(5f));
            Assert.That(game.GeneratorParameters.data<float>().ToArray().Max(), Is.GreaterThan(0.1f));
        });
    }

    // arXiv:1701.07875, algorithm 1: RMSProp at 5e-5 and five critic steps; decay and epsilon are PyTorch's.
    [Test]
    public void Settings_OverAProfile_AreTheAuthors()
    {
        var profile = KnownProfiles.Find("points-mlp128");

        var settings = GameSettings.From(SettingLayers.Effective([profile.Values, new Wgan().Changes.Settings]));

        Assert.Multiple(() =>
        {
            Assert.That(settings.DiscriminatorSteps, Is.EqualTo(5));
            foreach (var side in new[] { settings.Generator, settings.Discriminator })
            {
                Assert.That(side.Optimiser, Is.EqualTo(OptimiserKind.Rmsprop));
                Assert.That((side.Rate, side.Decay, side.Epsilon), Is.EqualTo((5e-5, 0.99, 1e-8)));
            }
        });
    }

    [Test]
    public void Refusal_WithWhatItWouldSilentlyOverrule_SaysWhy()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Composition.Refusal([("ttur", new Ttur()), ("wgan", new Wgan())]), Does.Contain("both say how the networks are updated"));
            Assert.That(Composition.Refusal([("wgan", new Wgan()), ("unrolled-5", new Unrolled())]), Does.Contain("not clipped"));
            Assert.That(Composition.Refusal([("wgan", new Wgan()), ("r1", new R1())]), Is.Null);
        });
    }

    private static ParameterBlock Block(string name, long count, bool trained = true) => new(name, [count], new Zeros(), trained);

    private static float Largest(Tensor parameters, ParameterLayout layout, bool trained)
    {
        using var scope = NewDisposeScope();
        return layout.Views(parameters).Where((_, i) => layout.Blocks[i].Trained == trained)
            .Max(view => view.detach().abs().max().item<float>());
    }

    /// <summary>Layers multiply with half their weights; each remembers the number 5.</summary>
    private sealed record Halved : Technique
    {
        public override string Summary => "Half of every weight.";

        public override Citation Source => new("None", "None", 2014);

        public override Changes Changes => new() { DiscriminatorWeights = new Rule() };

        private sealed record Rule : WeightRule
        {
            public override ParameterBlock Memory(string layer, int inputs, int outputs) =>
                new($"{layer}.memory", [1], new Fives(), Trained: false);

            public override Tensor Apply(Tensor weight, Tensor memory) => weight / 2;

            public override void Refresh(Tensor weight, Tensor memory)
            {
            }
        }

        private sealed record Fives : Initialisation
        {
            public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values) => values.Fill(5);
        }
    }
}
