using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class MganTest
{
    [Test]
    public void RealScore_IsTheDiscriminatorsLogitAndNotTheClassifiers()
    {
        using var scope = NewDisposeScope();

        Assert.That(
            new Mgan(2).Rules.RealScore(tensor([1f, 7f, 8f, -2f, 9f, 9f], [1, 2, 3])).data<float>().ToArray(),
            Is.EqualTo(new[] { 1f, -2f }));
    }

    // Nothing known: two coin flips for D, one of k for the classifier.
    [TestCase(2, 0.5)]
    [TestCase(8, 0.125)]
    public void Losses_OfUndecidedNetworks_EqualClosedForms(int generators, double beta)
    {
        using var scope = NewDisposeScope();
        var technique = new Mgan(generators, beta);
        var logits = zeros([1, 2 * generators, 1 + generators]);

        Assert.Multiple(() =>
        {
            Assert.That(
                technique.Rules.DiscriminatorLoss(logits, logits).item<float>(),
                Is.EqualTo((2 * Math.Log(2)) + Math.Log(generators)).Within(1e-5));
            Assert.That(
                technique.Rules.GeneratorLoss(logits).item<float>(), Is.EqualTo(Math.Log(2) + (beta * Math.Log(generators))).Within(1e-6));
        });
    }

    // Output 0 is D's logit, outputs 1 and 2 the classifier's; sample i comes from generator i mod 2.
    [Test]
    public void Losses_EqualTheSumsWrittenOut()
    {
        using var scope = NewDisposeScope();
        double[][] real = [[0.2, -1, 2], [1, 0, -1]];
        double[][] fake = [[2, 0, 1], [0.3, 1.2, -1]];
        var technique = new Mgan(2, 0.3);

        var discriminatorLoss = technique.Rules.DiscriminatorLoss(Tensor(real), Tensor(fake)).item<float>();
        var generatorLoss = technique.Rules.GeneratorLoss(Tensor(fake)).item<float>();

        var classifier = -(LogSoftmax(fake[0], 1) + LogSoftmax(fake[1], 2)) / 2;
        Assert.Multiple(() =>
        {
            Assert.That(
                discriminatorLoss,
                Is.EqualTo(real.Average(row => Softplus(-row[0])) + fake.Average(row => Softplus(row[0])) + classifier).Within(1e-5));
            Assert.That(generatorLoss, Is.EqualTo(fake.Average(row => Softplus(-row[0])) + (0.3 * classifier)).Within(1e-5));
        });
    }

    // With beta above 0 the generators help the classifier: the gradient pushes the right answer up, by beta times (probability - 1).
    [Test]
    public void GeneratorGradient_OfTheClassifiersAnswers_IsBetaTimesTheSoftmaxMinusTheRightOne()
    {
        using var scope = NewDisposeScope();
        var fake = Tensor([[2, 0, 1]]).requires_grad_();

        var gradient = autograd.grad([new Mgan(2, 0.3).Rules.GeneratorLoss(fake).sum()], [fake])[0].data<float>().ToArray();

        var probability = Math.Exp(LogSoftmax([2, 0, 1], 1));
        double[] expected = [-1 / (1 + Math.Exp(2)), 0.3 * (probability - 1), 0.3 * (1 - probability)];
        Assert.That(gradient, Is.EqualTo(expected).Within(1e-6));
    }

    [TestCase("points-mlp128")]
    [TestCase("images-dcgan")]
    public void Generators_ShareAllButTheirFirstLayer(string profile)
    {
        var technique = new Mgan(5);
        var networks = Known.Settings(profile).For(profile == "images-dcgan" ? new RandomImages() : new Datasets.Ring(), technique.Rules);

        var names = technique.Rules.Generator(networks).Layout.Blocks.Select(block => block.Name).ToList();

        var one = networks.Generator().Layout.Blocks.Select(block => block.Name).ToList();
        var first = one.Where(name => name.StartsWith("hidden-1.", StringComparison.Ordinal)).ToList();
        Assert.That(first, Is.Not.Empty);
        var own = Enumerable.Range(1, 5).SelectMany(number => first.Select(name => $"{number}.{name}"));
        Assert.That(names, Is.EqualTo(own.Concat(one.Skip(first.Count))));
    }

    [Test]
    public void ConflictWith_APenalty_SaysWhy()
    {
        Assert.That(new Mgan().ConflictWith(new WganGp()), Does.Contain("penalty"));
        Assert.That(new Mgan().ConflictWith(new SpectralNorm()), Is.Null);
    }

    private static Tensor Tensor(double[][] rows) =>
        tensor([.. rows.SelectMany(row => row).Select(value => (float)value)], [1, rows.Length, rows[0].Length]);

    /// <summary>Over the classifier's outputs, which begin behind D's.</summary>
    private static double LogSoftmax(double[] row, int output) => row[output] - Math.Log(row.Skip(1).Sum(Math.Exp));

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
