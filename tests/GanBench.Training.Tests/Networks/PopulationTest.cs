using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Networks;

/// <summary>Normalisation over the batch, and by running averages where nothing is trained.</summary>
public sealed class PopulationTest
{
    private const int Replicas = 2, Inputs = 3, Width = 5, Batch = 6;

    private static readonly Perceptron Network =
        new([Inputs, Width, 2], Activation.Tanh, Activation.Linear, new Gaussian(0.7), normalised: BatchNormalisation.Population);

    [Test]
    public void Layout_HasScaleAndShiftInPlaceOfABias_AndWhatIsRemembered() => Assert.That(
        Network.Layout.Blocks.Select(block => $"{block.Name} {string.Join('x', block.Shape)} {block.Trained}"),
        Is.EqualTo(new[]
        {
            "hidden-1.weight 3x5 True", "hidden-1.scale 5 True", "hidden-1.shift 5 True",
            "hidden-1.mean 5 False", "hidden-1.variance 5 False",
            "output.weight 5x2 True", "output.bias 1x2 True",
        }));

    // arXiv:1502.03167, algorithm 1, in double precision: statistics of each replica's own batch, feature by feature.
    [Test]
    public void Apply_OfAPerceptron_NormalisesByTheBatch()
    {
        using var scope = NewDisposeScope();
        var (parameters, input) = (Start(), Draw("input", Replicas, Batch, Inputs));

        var output = Network.Apply(parameters, input).Output.data<float>().ToArray();

        for (var r = 0; r < Replicas; r++)
        {
            var sums = Sums(parameters, input, r);
            AssertOutputs(output, parameters, r, (b, j) =>
            {
                var (mean, variance) = Moments(sums, j);
                return (sums[b, j] - mean) / Math.Sqrt(variance + 1e-5);
            });
        }
    }

    // PyTorch: running = 0.9 running + 0.1 of the batch, the variance unbiased; from mean 0 and variance 1.
    [Test]
    public void Evaluate_AfterTwoBatches_NormalisesByTheirRunningAverages()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        Tensor[] batches = [Draw("first", Replicas, Batch, Inputs), Draw("second", Replicas, Batch, Inputs)];
        foreach (var batch in batches)
            Network.Remember(parameters, Network.Apply(parameters, batch).Statistics);
        var input = Draw("input", Replicas, Batch, Inputs);

        var output = Network.Evaluate(parameters, input).Output.data<float>().ToArray();

        for (var r = 0; r < Replicas; r++)
        {
            var sums = Sums(parameters, input, r);
            AssertOutputs(output, parameters, r, (b, j) =>
            {
                var (mean, variance) = (0.0, 1.0);
                foreach (var batch in batches)
                {
                    var (ofBatch, biased) = Moments(Sums(parameters, batch, r), j);
                    (mean, variance) = ((0.9 * mean) + (0.1 * ofBatch), (0.9 * variance) + (0.1 * biased * Batch / (Batch - 1)));
                }

                return (sums[b, j] - mean) / Math.Sqrt(variance + 1e-5);
            });
        }
    }

    [Test]
    public void Evaluate_OfOneSample_DoesNotDependOnTheOthers()
    {
        using var scope = NewDisposeScope();
        var (parameters, input) = (Start(), Draw("input", Replicas, Batch, Inputs));

        var (all, alone) = (Network.Evaluate(parameters, input).Output, Network.Evaluate(parameters, input.narrow(1, 2, 1)).Output);

        Assert.That(all.narrow(1, 2, 1).contiguous().data<float>().ToArray(), Is.EqualTo(alone.data<float>().ToArray()));
    }

    // What is remembered is no part of the function that is trained.
    [Test]
    public void Gradient_InWhatIsRemembered_IsZero()
    {
        using var scope = NewDisposeScope();
        var parameters = Start().detach().requires_grad_();

        var output = Network.Apply(parameters, Draw("input", Replicas, Batch, Inputs)).Output;
        var gradient = autograd.grad([output.square().sum()], [parameters])[0];

        var views = Network.Layout.Views(gradient);
        Assert.That(views[3].contiguous().data<float>().ToArray(), Is.All.Zero);
        Assert.That(views[4].contiguous().data<float>().ToArray(), Is.All.Zero);
        Assert.That(views[1].contiguous().data<float>().ToArray(), Is.All.Not.Zero, "of the scales there is one");
    }

    [Test]
    public void SideBySide_Remembers_AsEachNetworkAlone()
    {
        using var scope = NewDisposeScope();
        var both = new SideBySide(Network, 2);
        var parameters = tensor(both.Layout.Initial(SeedStream.FromSeed(3)), [1, both.Layout.Count]);
        var (input, count) = (Draw("input", 1, Batch, Inputs), Network.Layout.Count);
        Tensor[] alone = [parameters.narrow(1, 0, count).clone(), parameters.narrow(1, count, count).clone()];

        both.Remember(parameters, both.Apply(parameters, input).Statistics);
        foreach (var one in alone)
            Network.Remember(one, Network.Apply(one, input).Statistics);

        Assert.That(both.KeepsStatistics);
        Assert.That(parameters.data<float>().ToArray(), Is.EqualTo(cat(alone, dim: 1).data<float>().ToArray()));
        Assert.That(
            both.Evaluate(parameters, input).Output.data<float>().ToArray(),
            Is.EqualTo(cat([.. alone.Select(one => Network.Evaluate(one, input).Output)], dim: 2).data<float>().ToArray()));
    }

    [Test]
    public void Mixture_OfNetworksThatRemember_IsRefused() =>
        Assert.That(() => new Mixture(Network, 2), Throws.ArgumentException.With.Message.Contains("statistics"));

    // Before the first update the running averages are mean 0 and variance 1, afterwards a tenth of the way to the batch's.
    [TestCase("points-mlp128")]
    [TestCase("images-dcgan")]
    public void Game_DrawsSamplesByRunningAverages_ThatItsOwnTurnMoves(string profile)
    {
        Dataset dataset = profile == "images-dcgan" ? new RandomImages() : new Ring();
        var settings = Known.Settings(profile) with { Batch = 8 };
        settings = settings with { Generator = settings.Generator with { BatchNormalisation = BatchNormalisation.Population } };
        using var game = new Game(dataset, dataset.Open(Cells.NoFiles, null, default), new NsGan(), settings, generatorSteps: 10, [0]);
        Assert.That(Statistics(game, ".mean"), Is.All.Zero);
        Assert.That(Statistics(game, ".variance"), Is.All.EqualTo(1));

        game.UpdateDiscriminator();
        game.MeasureDiscriminator();
        game.Sample(8);
        Assert.That(Statistics(game, ".mean"), Is.All.Zero, "neither the other side's turn nor an evaluation is remembered");

        game.UpdateGenerator();
        Assert.That(Statistics(game, ".mean"), Is.All.Not.Zero);
        Assert.That(game.Sample(20)[0].Values.ToArray()[..2], Is.EqualTo(game.Sample(1)[0].Values.ToArray()[..2]));
    }

    private static float[] Statistics(Game game, string ending)
    {
        var (weights, start, found) = (game.GeneratorWeights, 0, new List<float>());
        foreach (var (name, count) in weights.Arrays)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) found.AddRange(weights.Values[start..(start + count)]);
            start += count;
        }

        return [.. found];
    }

    /// <summary>Parameters of both replicas, with scales and shifts that are not those of the start.</summary>
    private static Tensor Start()
    {
        float[] initial = [.. Enumerable.Range(0, Replicas).SelectMany(r => Network.Layout.Initial(SeedStream.FromSeed(r)))];
        var parameters = tensor(initial, [Replicas, Network.Layout.Count]);
        var views = Network.Layout.Views(parameters);
        views[1].copy_(Draw("scale", Replicas, Width));
        views[2].copy_(Draw("shift", Replicas, Width));
        return parameters;
    }

    private static double[,] Sums(Tensor parameters, Tensor input, int r)
    {
        var (weight, x) = (Network.Layout.Views(parameters)[0].contiguous().data<float>().ToArray(), input.data<float>().ToArray());
        var sums = new double[Batch, Width];
        for (var b = 0; b < Batch; b++)
            for (var j = 0; j < Width; j++)
                for (var i = 0; i < Inputs; i++)
                    sums[b, j] += (double)x[(((r * Batch) + b) * Inputs) + i] * weight[(((r * Inputs) + i) * Width) + j];
        return sums;
    }

    private static (double Mean, double Variance) Moments(double[,] sums, int j)
    {
        double[] column = [.. Enumerable.Range(0, Batch).Select(b => sums[b, j])];
        var mean = column.Average();
        return (mean, column.Average(value => (value - mean) * (value - mean)));
    }

    private static void AssertOutputs(float[] output, Tensor parameters, int r, Func<int, int, double> normal)
    {
        float[][] views = [.. Network.Layout.Views(parameters).Select(view => view.narrow(0, r, 1).contiguous().data<float>().ToArray())];
        for (var b = 0; b < Batch; b++)
            for (var k = 0; k < 2; k++)
            {
                double Hidden(int j) => Math.Tanh((normal(b, j) * views[1][j]) + views[2][j]);
                var expected = views[6][k] + Enumerable.Range(0, Width).Sum(j => Hidden(j) * views[5][(j * 2) + k]);

                // A few float32 roundings of numbers near 1.
                Assert.That(output[(((r * Batch) + b) * 2) + k], Is.EqualTo(expected).Within(1e-5), $"replica {r}, sample {b}");
            }
    }

    private static Tensor Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return tensor(values, shape);
    }
}
