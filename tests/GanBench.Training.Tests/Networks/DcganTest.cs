using System.Collections.Immutable;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Networks;

public sealed class DcganTest
{
    private const int Latent = 5;

    private static readonly Dcgan Small = SmallFor(new NsGan());

    private static readonly ImmutableArray<int> Image = [1, 28, 28];

    [Test]
    public void Generator_ListsItsArraysLayerByLayer()
    {
        var layout = Small.Generator(Image).Layout;

        Assert.That(layout.Blocks.Select(block => $"{block.Name} {string.Join('x', block.Shape)}"), Is.EqualTo(new[]
        {
            "hidden-1.weight 5x196", "hidden-1.scale 4", "hidden-1.shift 4",
            "hidden-2.weight 4x2x4x4", "hidden-2.scale 2", "hidden-2.shift 2",
            "output.weight 2x1x4x4", "output.bias 1",
        }));
    }

    [Test]
    public void Discriminator_NormalisesItsSecondLayerOnly()
    {
        var layout = Discriminator(Image, 1, new NsGan()).Layout;

        Assert.That(layout.Blocks.Select(block => $"{block.Name} {string.Join('x', block.Shape)}"), Is.EqualTo(new[]
        {
            "hidden-1.weight 2x1x4x4", "hidden-1.bias 2",
            "hidden-2.weight 4x2x4x4", "hidden-2.scale 4", "hidden-2.shift 4",
            "output.weight 196x1", "output.bias 1",
        }));
    }

    [Test]
    public void Discriminator_OfATechniqueThatForbidsIt_IsNotNormalised() => Assert.That(
        Discriminator(Image, 1, new EachOnItsOwn()).Layout.Blocks.Select(block => block.Name),
        Is.EqualTo(new[] { "hidden-1.weight", "hidden-1.bias", "hidden-2.weight", "hidden-2.bias", "output.weight", "output.bias" }));

    [Test]
    public void Discriminator_OfATechniqueThatForbidsIt_JudgesEachImageOnItsOwn()
    {
        using var scope = NewDisposeScope();
        var (images, another) = (Draw("images", 1, 3, 784), Draw("another", 1, 1, 784));
        var changed = cat([images.narrow(1, 0, 2), another], dim: 1);

        Assert.Multiple(() =>
        {
            Assert.That(
                FirstLogit(new EachOnItsOwn(), changed), Is.EqualTo(FirstLogit(new EachOnItsOwn(), images)), "no other image counts");
            Assert.That(
                FirstLogit(new NsGan(), changed), Is.Not.EqualTo(FirstLogit(new NsGan(), images)), "with batch normalisation all count");
        });

        static float FirstLogit(Technique technique, Tensor images)
        {
            var network = Discriminator(Image, 1, technique);
            return network.Apply(Initial(network, 0), images).Output.data<float>().ToArray()[0];
        }
    }

    [TestCase(1, 28, 28)]
    [TestCase(3, 28, 28)]
    [TestCase(2, 12, 20)]
    public void Networks_OfAnyImage_GiveTheShapesTheyPromise(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        ImmutableArray<int> shape = [channels, height, width];
        var (generator, discriminator, reconstructor) =
            (Small.Generator(shape), Discriminator(shape, 3, new NsGan()), Small.Reconstructor(shape));

        var images = generator.Apply(Initial(generator, 0), Draw("latent", 1, 4, Latent)).Output;
        var logits = discriminator.Apply(Initial(discriminator, 1), images);

        Assert.Multiple(() =>
        {
            Assert.That(images.shape, Is.EqualTo(new long[] { 1, 4, channels * height * width }));
            Assert.That(images.data<float>().ToArray(), Is.All.InRange(-1f, 1f));
            Assert.That(logits.Output.shape, Is.EqualTo(new long[] { 1, 4, 3 }));
            Assert.That(logits.Features.shape, Is.EqualTo(new long[] { 1, 4, 4 * height * width / 16 }));
            Assert.That(reconstructor.Apply(Initial(reconstructor, 2), images).Output.shape, Is.EqualTo(new long[] { 1, 4, Latent }));
        });
    }

    // Algorithm 1 of arXiv:1502.03167 in double precision, replica by replica and channel by channel.
    [Test]
    public void BatchNormalisation_EqualsTheAlgorithmInDoublePrecision()
    {
        using var scope = NewDisposeScope();
        const int Replicas = 2, Batch = 3, Channels = 2, Pixels = 6;
        var (images, scale, shift) = (
            Draw("images", Replicas, Batch, Channels, 2, 3), Draw("scale", Replicas, Channels), Draw("shift", Replicas, Channels));

        var normal = Normalisation.ByBatch(images, scale, shift).data<float>().ToArray();

        var values = images.data<float>().ToArray();
        for (var r = 0; r < Replicas; r++)
            for (var c = 0; c < Channels; c++)
            {
                int[] places = [.. from b in Enumerable.Range(0, Batch) from p in Enumerable.Range(0, Pixels) select (
                    ((((r * Batch) + b) * Channels) + c) * Pixels) + p];
                var mean = places.Average(place => (double)values[place]);
                var variance = places.Average(place => Math.Pow(values[place] - mean, 2));
                foreach (var place in places)
                {
                    var expected = ((values[place] - mean) / Math.Sqrt(variance + 1e-5) * At(scale, r, c)) + At(shift, r, c);
                    Assert.That(
                        normal[place], Is.EqualTo(expected).Within(1e-5), $"a few float32 roundings of numbers near 1; place {place}");
                }
            }

        static double At(Tensor values, int r, int c) => values.data<float>().ToArray()[(r * Channels) + c];
    }

    [Test]
    public void FourReplicas_EqualFourNetworks_BitForBit_GradientsToo()
    {
        using var scope = NewDisposeScope();
        var (generator, discriminator) = (Small.Generator(Image), Discriminator(Image, 1, new MinibatchDiscrimination()));
        var (ofGenerator, ofDiscriminator) = (Start(generator), Start(discriminator));
        var latents = Draw("latent", 4, 3, Latent);

        var together = Gradients(ofGenerator, ofDiscriminator, latents);
        var apart = Enumerable.Range(0, 4)
            .Select(r => Gradients(ofGenerator.narrow(0, r, 1), ofDiscriminator.narrow(0, r, 1), latents.narrow(0, r, 1))).ToArray();

        Assert.That(together.Generator, Is.EqualTo(apart.SelectMany(one => one.Generator)));
        Assert.That(together.Discriminator, Is.EqualTo(apart.SelectMany(one => one.Discriminator)));

        Tensor Start(Network network) => cat([.. Enumerable.Range(0, 4).Select(seed => Initial(network, seed))]);

        (float[] Generator, float[] Discriminator) Gradients(Tensor generatorParameters, Tensor discriminatorParameters, Tensor latent)
        {
            var (first, second) = (generatorParameters.detach().requires_grad_(), discriminatorParameters.detach().requires_grad_());
            var logits = discriminator.Apply(second, generator.Apply(first, latent).Output).Output;
            var gradients = autograd.grad([logits.square().sum()], [first, second]);
            return (gradients[0].data<float>().ToArray(), gradients[1].data<float>().ToArray());
        }
    }

    [Test]
    public void BatchLayer_SitsBeforeTheOutputLayer()
    {
        var blocks = Discriminator(Image, 1, new MinibatchDiscrimination(Kernels: 3, Dimensions: 2)).Layout.Blocks;

        Assert.That(blocks.TakeLast(3).Select(block => $"{block.Name} {string.Join('x', block.Shape)}"), Is.EqualTo(new[]
        {
            "minibatch.tensor 196x6", "output.weight 199x1", "output.bias 1",
        }));
    }

    // D(x; W) with every weight halved by the rule equals D(x; W / 2) without one.
    [Test]
    public void WeightRule_IsAppliedToEveryLayersWeightsAsAMatrix()
    {
        using var scope = NewDisposeScope();
        var (ruled, plain) = (Discriminator(Image, 1, new Halved()), Discriminator(Image, 1, new EachOnItsOwn()));
        var images = Draw("images", 2, 3, 784);
        var weights = ruled.Layout.Views(cat([Initial(ruled, 0), Initial(ruled, 1)]));
        Tensor[] halved = [weights[0] / 2, weights[1], weights[3] / 2, weights[4], weights[6] / 2, weights[7]];

        var actual = ruled.Apply(cat([.. weights.Select(view => view.flatten(1))], dim: 1), images).Output;
        var expected = plain.Apply(cat([.. halved.Select(view => view.flatten(1))], dim: 1), images).Output;

        Assert.Multiple(() =>
        {
            Assert.That(actual.data<float>().ToArray(), Is.EqualTo(expected.data<float>().ToArray()));
            Assert.That(
                ruled.Layout.Blocks.Where(block => !block.Trained).Select(block => $"{block.Name} {string.Join('x', block.Shape)}"),
                Is.EqualTo(new[]
            {
                "hidden-1.memory 16x2", "hidden-2.memory 32x4", "output.memory 196x1",
            }));
        });
    }

    [Test]
    public void AfterUpdate_RefreshesWhatEveryLayerRemembers()
    {
        using var scope = NewDisposeScope();
        var network = Discriminator(Image, 1, new Halved());
        var parameters = Initial(network, 0);

        network.AfterUpdate(parameters);

        var views = network.Layout.Views(parameters);
        for (var layer = 0; layer < 3; layer++)
        {
            var (weight, memory) = (views[3 * layer], views[(3 * layer) + 2]);
            var matrix = layer == 2 ? weight : weight.flatten(2).transpose(1, 2);
            Assert.That(memory.data<float>().ToArray(), Is.EqualTo(matrix.data<float>().ToArray()), $"layer {layer}");
        }
    }

    [TestCase(new[] { 2 }, "[2]")]
    [TestCase(new[] { 848 }, "[848]")]
    [TestCase(new[] { 1, 27, 28 }, "[1, 27, 28]")]
    public void Refusal_OfWhatIsNoImage_NamesTheShape(int[] shape, string text) =>
        Assert.That(Small.Refusal([.. shape]), Does.EndWith(text));

    [Test]
    public void Discriminator_OfWhatIsNoImage_IsNotMade() => Assert.That(
        () => Discriminator([848], 1, new NsGan()), Throws.ArgumentException.With.Message.Contains("not [848]"));

    [TestCase(1)]
    [TestCase(6)]
    public void Refusal_OfImagesOfAnyChannels_IsNone(int channels) => Assert.That(Small.Refusal([channels, 28, 28]), Is.Null);

    private static Dcgan SmallFor(Technique technique) => new(
        (Cells.SettingsOf("images-dcgan", technique) with { Latent = Latent }).With(side => side with { Channels = 2, Deviation = 0.3 }));

    private static Network Discriminator(ImmutableArray<int> shownShape, int outputs, Technique technique) =>
        SmallFor(technique).Discriminator(
            shownShape,
            outputs,
            new AskedLayers(technique.Rules.AcrossTheBatch, technique.Rules.DiscriminatorWeights));

    private static Tensor Initial(Network network, int seed) =>
        tensor(network.Layout.Initial(SeedStream.FromSeed(seed)), [1, network.Layout.Count]);

    private static Tensor Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, shape);
    }

    /// <summary>Forbids batch normalisation.</summary>
    private sealed record EachOnItsOwn : Technique
    {
        public override string Summary => "A test's.";

        public override Definitions.Citation Source => new NsGan().Source;

        public override Changes Changes => new()
        {
            Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        };
    }

    /// <summary>Halves every weight, and remembers a copy of it.</summary>
    private sealed record Halved : Technique
    {
        public override string Summary => "A test's.";

        public override Definitions.Citation Source => new NsGan().Source;

        public override Changes Changes => new EachOnItsOwn().Changes with { DiscriminatorWeights = new Halves() };

        private sealed record Halves : WeightRule
        {
            public override ParameterBlock Memory(string layer, int inputs, int outputs) =>
                new($"{layer}.memory", [inputs, outputs], new Zeros(), Trained: false);

            public override Tensor Apply(Tensor weight, Tensor memory) => weight / 2;

            public override void Refresh(Tensor weight, Tensor memory) => memory.copy_(weight);
        }
    }
}
