using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Networks;

public sealed class SideBySideTest
{
    private const int Replicas = 2;
    private const int Batch = 3;

    private static readonly Perceptron Form = new([2, 4, 1], Activation.LeakyRelu, Activation.Linear, new Gaussian(0.7));

    [Test]
    public void Outputs_AreThoseOfEachNetworkAlone_BehindEachOther()
    {
        using var scope = NewDisposeScope();
        var both = new SideBySide(Form, 2);
        var (parameters, input) = (Initial(both), Draw("input", Replicas, Batch, 2));

        var (output, features) = both.Apply(parameters, input);

        var own = Form.Layout.Count;
        var (first, second) = (Form.Apply(parameters.narrow(1, 0, own), input), Form.Apply(parameters.narrow(1, own, own), input));
        Assert.Multiple(() =>
        {
            Assert.That(output.shape, Is.EqualTo(new long[] { Replicas, Batch, 2 }));
            Assert.That(Values(output), Is.EqualTo(Values(cat([first.Output, second.Output], dim: 2))));
            Assert.That(Values(features), Is.EqualTo(Values(cat([first.Features, second.Features], dim: 2))));
        });
    }

    [Test]
    public void Networks_StartWithOtherWeights()
    {
        var both = new SideBySide(Form, 2);

        var initial = both.Layout.Initial(SeedStream.FromSeed(0));

        Assert.Multiple(() =>
        {
            Assert.That(initial, Has.Length.EqualTo(2 * Form.Layout.Count));
            Assert.That(initial[..8], Is.Not.EqualTo(initial[(int)Form.Layout.Count..][..8]));
            Assert.That(both.Layout.Blocks.Select(block => block.Name), Is.Unique);
        });
    }

    // One refresh of each network's own vector, in place and replica by replica.
    [Test]
    public void AfterUpdate_RefreshesEveryNetworkInPlace()
    {
        using var scope = NewDisposeScope();
        var ruled = new Perceptron(
            [2, 4, 1], Activation.LeakyRelu, Activation.Linear, new Gaussian(0.7),
            weightRule: new SpectralNorm().Rules.DiscriminatorWeights);
        var both = new SideBySide(ruled, 2);
        var parameters = Initial(both);
        var expected = parameters.view(Replicas * 2, ruled.Layout.Count).clone();

        both.AfterUpdate(parameters);
        ruled.AfterUpdate(expected);

        Assert.That(Values(parameters), Is.EqualTo(Values(expected)));
        Assert.That(Values(parameters), Is.Not.EqualTo(Values(Initial(both))));
    }

    private static Tensor Initial(Network network) =>
        cat([.. Enumerable.Range(0, Replicas)
            .Select(seed => tensor(network.Layout.Initial(SeedStream.FromSeed(seed)), [1, network.Layout.Count]))]);

    private static Tensor Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, shape);
    }

    private static float[] Values(Tensor values) => values.data<float>().ToArray();
}
